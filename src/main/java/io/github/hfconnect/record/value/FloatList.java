package io.github.hfconnect.record.value;

import java.util.AbstractList;
import java.util.RandomAccess;

/** An embedding as Connect's {@code array<float32>}, boxed only while it is read. */
public final class FloatList extends AbstractList<Float> implements RandomAccess {

    private final float[] vector;

    /** A view of the vector, which is not copied. */
    public FloatList(float[] vector) {
        this.vector = vector;
    }

    @Override
    public Float get(int index) {
        return vector[index];
    }

    /** The same without a box. */
    public float component(int index) {
        return vector[index];
    }

    @Override
    public int size() {
        return vector.length;
    }
}
