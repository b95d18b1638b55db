package io.github.hfconnect.record;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** What stands inside a Struct for itself, as Confluent's converters make it of recursive types of Avro and Protobuf. */
record CyclicSchema(SchemaBuilder whole) implements Schema {

    @Override
    public Type type() {
        return whole.type();
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Object defaultValue() {
        return whole.defaultValue();
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Integer version() {
        return whole.version();
    }

    @Override
    public String doc() {
        return whole.doc();
    }

    @Override
    public Map<String, String> parameters() {
        return whole.parameters();
    }

    @Override
    public Schema keySchema() {
        return whole.keySchema();
    }

    @Override
    public Schema valueSchema() {
        return whole.valueSchema();
    }

    @Override
    public List<Field> fields() {
        return whole.fields();
    }

    @Override
    public Field field(String fieldName) {
        return whole.field(fieldName);
    }

    @Override
    public Schema schema() {
        return this;
    }
}
