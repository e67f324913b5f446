package io.barnhand.gait.operators.gait.measurement;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is filled by name. Its components have one type, so that two arguments of a
 * constructor could change places unnoticed. The staged builder asks for every component, so that a
 * step which forgets a new one does not compile; {@code with} replaces single ones of a record that
 * is absent otherwise.
 */
@RecordBuilder.Template(
        options =
                @RecordBuilder.Options(
                        builderMode = RecordBuilder.BuilderMode.STANDARD_AND_STAGED,
                        addClassRetainedGenerated = true))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@interface FilledByName {}
