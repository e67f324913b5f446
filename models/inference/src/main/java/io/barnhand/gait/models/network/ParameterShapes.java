package io.barnhand.gait.models.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the parameters of a network from its description; computes nothing. */
public final class ParameterShapes implements Operations<Object> {

    private static final Object VALUE = "value";

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private ParameterShapes() {}

    /** Shape by name of every parameter and buffer in the state dict of a network. */
    public static Map<String, long[]> of(NetworkDescription network) {
        ParameterShapes collector = new ParameterShapes();
        network.describe(collector, VALUE);
        return Collections.unmodifiableMap(collector.shapes);
    }

    @Override
    public Object convolution(Object x, Convolution layer) {
        if (layer.activated()) {
            shapes.put(layer.name() + ".conv.weight", layer.weightShape());
            for (String statistic : BatchNormFolding.STATISTICS) {
                shapes.put(layer.name() + ".bn." + statistic, new long[] {layer.out()});
            }
            shapes.put(layer.name() + ".bn." + BatchNormFolding.COUNTER, new long[0]);
        } else {
            shapes.put(layer.name() + ".weight", layer.weightShape());
            shapes.put(layer.name() + ".bias", new long[] {layer.out()});
        }
        return VALUE;
    }

    @Override
    public Object linear(Object x, String name, int in, int out) {
        return parameter(name, out, in);
    }

    @Override
    public Object scaleNorm(Object x, String gain, int size) {
        return parameter(gain, 1);
    }

    @Override
    public Object parameter(String name, int... shape) {
        long[] sizes = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            sizes[i] = shape[i];
        }
        shapes.put(name, sizes);
        return VALUE;
    }

    @Override
    public List<Object> split(Object x, int... sizes) {
        return Collections.nCopies(sizes.length, VALUE);
    }

    @Override
    public Object add(Object a, Object b) {
        return VALUE;
    }

    @Override
    public Object multiply(Object a, Object b) {
        return VALUE;
    }

    @Override
    public Object divide(Object x, double by) {
        return VALUE;
    }

    @Override
    public Object matrixProduct(Object a, Object b) {
        return VALUE;
    }

    @Override
    public Object transpose(Object x) {
        return VALUE;
    }

    @Override
    public Object entry(Object x, int index) {
        return VALUE;
    }

    @Override
    public Object concatenate(List<Object> parts) {
        return VALUE;
    }

    @Override
    public Object flattenPixels(Object x) {
        return VALUE;
    }

    @Override
    public Object maxPool(Object x, int kernel) {
        return VALUE;
    }

    @Override
    public Object averagePool(Object x) {
        return VALUE;
    }

    @Override
    public Object pixelsToChannels(Object x) {
        return VALUE;
    }

    @Override
    public Object doubleSize(Object x) {
        return VALUE;
    }

    @Override
    public Object sigmoid(Object x) {
        return VALUE;
    }

    @Override
    public Object hardSigmoid(Object x) {
        return VALUE;
    }

    @Override
    public Object silu(Object x) {
        return VALUE;
    }

    @Override
    public Object relu(Object x) {
        return VALUE;
    }

    @Override
    public Object square(Object x) {
        return VALUE;
    }
}
