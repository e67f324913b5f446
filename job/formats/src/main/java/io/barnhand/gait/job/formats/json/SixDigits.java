package io.barnhand.gait.job.formats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** Writes numbers with six significant digits, far more than any measurement is worth. */
final class SixDigits extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final MathContext DIGITS = new MathContext(6);

    SixDigits() {
        addSerializer(Double.class, new NumberWriter());
        addSerializer(Double.TYPE, new NumberWriter());
    }

    static void write(JsonGenerator json, Double value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(BigDecimal.valueOf(value).round(DIGITS).doubleValue());
        }
    }

    private static final class NumberWriter extends JsonSerializer<Double> {

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            write(json, value);
        }
    }
}
