package io.barnhand.gait.models.checkpoint;

import io.barnhand.gait.models.checkpoint.Globals.Global;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rebuilds plain data from pickles of protocol 2 to 4 without executing them.
 *
 * <p>Dictionaries become {@link Map}, lists {@link List}, tuples {@code Object[]}, integers {@link
 * Long} (or {@link BigInteger}), tensors {@link TensorView}. Every other object becomes a {@link
 * Placeholder}, and all instructions on it are dropped. The number of instructions is bounded and
 * every object takes at least one, so memory is bounded too; nothing here recurses.
 */
final class Unpickler {

    /** A training checkpoint of RTMPose-m takes about a tenth. */
    private static final int MAX_INSTRUCTIONS = 2_000_000;

    private static final int MAX_LONG_BYTES = 256;

    private static final Pattern STORAGE_KEY = Pattern.compile("\\w{1,64}");

    private final PickleInput in;
    private final Map<String, Storage> storages = new HashMap<>();
    private final List<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int instructions;

    Unpickler(PickleInput in) {
        this.in = in;
    }

    /** Any object without meaning here. Compared by identity, as it may be a key. */
    static final class Placeholder {}

    /** The storages that the pickles have referred to so far, by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    /** Reads one pickle to its end. */
    Object read() throws IOException {
        stack.clear();
        marks.clear();
        memo.clear();
        while (true) {
            if (++instructions > MAX_INSTRUCTIONS) {
                throw malformed(
                        String.format(
                                Locale.ROOT, "has more than %d instructions", MAX_INSTRUCTIONS));
            }
            int opcode = in.readByte();
            if (opcode == '.') {
                return pop();
            }
            execute(opcode);
        }
    }

    private void execute(int opcode) throws IOException {
        switch (opcode) {
            case 0x80 -> checkProtocol(in.readByte()); // PROTO
            case 0x95 -> in.readBytes(Long.BYTES); // FRAME: a hint for buffering
            case '(' -> marks.push(stack.size());
            case '0' -> pop();
            case '1' -> popMark();
            case '2' -> push(peek());

            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) in.readByte());
            case 'M' -> push((long) Short.toUnsignedInt(in.littleEndian(Short.BYTES).getShort()));
            case 'J' -> push((long) in.littleEndian(Integer.BYTES).getInt());
            case 0x8a -> pushLong(in.readByte());
            case 0x8b -> pushLong(readLength());
            case 'G' -> push(in.littleEndian(Double.BYTES).order(ByteOrder.BIG_ENDIAN).getDouble());
            case 'X' -> push(in.text(readLength()));
            case 0x8c -> push(in.text(in.readByte()));
            case 'T' -> push(in.text(readLength()));
            case 'U' -> push(in.text(in.readByte()));
            case 'B' -> push(in.readBytes(readLength()));
            case 'C' -> push(in.readBytes(in.readByte()));

            case ']' -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case ')' -> push(new Object[0]);
            case 0x8f -> push(new Placeholder()); // EMPTY_SET
            case 0x85 -> pushTuple(1);
            case 0x86 -> pushTuple(2);
            case 0x87 -> pushTuple(3);
            case 't' -> push(popMark());
            case 'a' -> append(pop());
            case 'e' -> append(popMark());
            case 0x90 -> append(popMark()); // ADDITEMS
            case 's' -> {
                Object value = pop();
                putAll(pop(), value);
            }
            case 'u' -> putAll(popMark());

            case 'q' -> memo.put(in.readByte(), peek());
            case 'r' -> memo.put(readLength(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> push(remembered(in.readByte()));
            case 'j' -> push(remembered(readLength()));

            case 'c' -> push(Globals.checked(in.line(), in.line()));
            case 0x93 -> {
                Object name = pop();
                push(Globals.checked(asString(pop()), asString(name)));
            }
            case 'Q' -> push(storage(asTuple(pop())));
            case 'R', 0x81 -> { // REDUCE and NEWOBJ: callable, arguments
                Object[] arguments = asTuple(pop());
                push(call(pop(), arguments));
            }
            case 'b' -> pop(); // BUILD: attributes of objects are not kept
            default ->
                    throw malformed(
                            String.format(
                                    Locale.ROOT,
                                    "holds the instruction 0x%02x, which torch.save does not write",
                                    opcode));
        }
    }

    private Object call(Object callable, Object[] arguments) throws IOException {
        if (!(callable instanceof Global global)) {
            return new Placeholder();
        }
        if (global.is("collections.OrderedDict")) {
            return new LinkedHashMap<>();
        }
        if (global.is("torch._utils._rebuild_tensor_v2")
                || global.is("torch._utils._rebuild_tensor")) {
            return tensor(arguments);
        }
        if (global.is("torch._utils._rebuild_parameter") && arguments.length > 0) {
            return arguments[0];
        }
        return new Placeholder();
    }

    /** Arguments: storage, offset, sizes, strides, and others that only training needs. */
    private TensorView tensor(Object[] arguments) throws IOException {
        if (arguments.length < 4 || !(arguments[0] instanceof Storage storage)) {
            throw malformed("rebuilds a tensor from something that is not a storage");
        }
        TensorView view;
        boolean fits;
        try {
            view =
                    new TensorView(
                            storage,
                            asLong(arguments[1]),
                            asLongs(arguments[2]),
                            asLongs(arguments[3]));
            long end = Math.addExact(view.offset(), view.span());
            // An expanded tensor would let a small file fill any memory.
            fits = end <= storage.count() && view.count() <= storage.count();
        } catch (ArithmeticException e) {
            throw malformed("holds a tensor whose size overflows");
        } catch (IllegalArgumentException e) {
            throw malformed("is wrong: " + e.getMessage());
        }
        if (!fits) {
            throw malformed(
                    String.format(
                            Locale.ROOT,
                            "holds a tensor of sizes %s, strides %s, offset %d in a storage of %d elements",
                            view.shape(),
                            view.stride(),
                            view.offset(),
                            storage.count()));
        }
        return view;
    }

    /**
     * Persistent id: "storage", type, key, device, element count, view (null since PyTorch 0.4).
     */
    private Storage storage(Object[] id) throws IOException {
        if (id.length < 5
                || !"storage".equals(id[0])
                || !(id[1] instanceof Global type)
                || !type.module().equals("torch")
                || (id.length > 5 && id[5] != null)) {
            throw malformed("refers to a storage in a form that PyTorch has not written since 0.4");
        }
        String key = asString(id[2]);
        if (!STORAGE_KEY.matcher(key).matches()) {
            throw malformed("has a storage whose name is not a short word");
        }
        Storage storage = new Storage(key, StorageType.of(type.name()), asLong(id[4]));
        Storage earlier = storages.putIfAbsent(storage.key(), storage);
        if (storage.count() < 0 || (earlier != null && !earlier.equals(storage))) {
            throw malformed(
                    String.format(
                            Locale.ROOT,
                            "describes storage %s as %s of %d elements",
                            storage.key(),
                            type.name(),
                            storage.count()));
        }
        return storage;
    }

    private void checkProtocol(int protocol) throws IOException {
        if (protocol < 2 || protocol > 4) {
            throw malformed(
                    String.format(Locale.ROOT, "has protocol %d, expected 2 to 4", protocol));
        }
    }

    private void pushLong(int bytes) throws IOException {
        if (bytes > MAX_LONG_BYTES) {
            throw malformed(String.format(Locale.ROOT, "holds an integer of %d bytes", bytes));
        }
        byte[] digits = in.readBytes(bytes);
        for (int i = 0, j = bytes - 1; i < j; i++, j--) {
            byte swapped = digits[i];
            digits[i] = digits[j];
            digits[j] = swapped;
        }
        BigInteger value = bytes == 0 ? BigInteger.ZERO : new BigInteger(digits);
        if (value.bitLength() < Long.SIZE) {
            push(value.longValue());
        } else {
            push(value);
        }
    }

    private void pushTuple(int size) throws IOException {
        Object[] tuple = new Object[size];
        for (int i = size - 1; i >= 0; i--) {
            tuple[i] = pop();
        }
        push(tuple);
    }

    private void append(Object... values) throws IOException {
        Object target = peek();
        if (target instanceof List<?>) {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) target;
            Collections.addAll(list, values);
        } else if (!(target instanceof Placeholder)) {
            throw malformed("appends to something that is not a list");
        }
    }

    private void putAll(Object... keysAndValues) throws IOException {
        Object target = peek();
        if (keysAndValues.length % 2 != 0) {
            throw malformed("sets a key without a value");
        }
        if (target instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked")
            Map<Object, Object> map = (Map<Object, Object>) target;
            for (int i = 0; i < keysAndValues.length; i += 2) {
                Object key = keysAndValues[i];
                // Hashing a container would follow its entries without bound.
                if (key instanceof String || key instanceof Long) {
                    map.put(key, keysAndValues[i + 1]);
                }
            }
        } else if (!(target instanceof Placeholder)) {
            throw malformed("sets keys of something that is not a dictionary");
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() throws IOException {
        Object top = peek();
        stack.remove(stack.size() - 1);
        return top;
    }

    private Object peek() throws IOException {
        int floor = marks.isEmpty() ? 0 : marks.peek();
        if (stack.size() <= floor) {
            throw malformed("takes from an empty stack");
        }
        return stack.get(stack.size() - 1);
    }

    private Object[] popMark() throws IOException {
        if (marks.isEmpty()) {
            throw malformed("ends a group that was not begun");
        }
        List<Object> group = stack.subList(marks.pop(), stack.size());
        Object[] values = group.toArray();
        group.clear();
        return values;
    }

    private Object remembered(int index) throws IOException {
        Object value = memo.get(index);
        if (value == null) {
            throw malformed(
                    String.format(
                            Locale.ROOT, "reads memo entry %d, which it has not stored", index));
        }
        return value;
    }

    private int readLength() throws IOException {
        int length = in.littleEndian(Integer.BYTES).getInt();
        if (length < 0) {
            throw malformed(
                    String.format(
                            Locale.ROOT, "gives a length of %d", Integer.toUnsignedLong(length)));
        }
        return length;
    }

    private String asString(Object value) throws IOException {
        if (value instanceof String text) {
            return text;
        }
        throw malformed("has another type in place of a name");
    }

    private long asLong(Object value) throws IOException {
        if (value instanceof Long number) {
            return number;
        }
        throw malformed("has another type in place of a number");
    }

    private Object[] asTuple(Object value) throws IOException {
        if (value instanceof Object[] tuple) {
            return tuple;
        }
        throw malformed("has another type in place of a tuple");
    }

    private List<Long> asLongs(Object value) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Object element : asTuple(value)) {
            numbers.add(asLong(element));
        }
        return List.copyOf(numbers);
    }

    private MalformedCheckpointException malformed(String problem) {
        return new MalformedCheckpointException(
                String.format(Locale.ROOT, "its pickle %s (at byte %d)", problem, in.position()));
    }
}
