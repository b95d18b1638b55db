package io.github.hfconnect.sink.output;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Headers in which converters say by which schema a record's bytes are to be read: Confluent's {@code HeaderSchemaIdSerializer}
 * (8.0), whose consumers look there first, and Apicurio's ({@code apicurio.value.globalId} and its kin, 2.x and 3.x). They hold of the bytes
 * that they came with: beside others they make a record that nobody can read.
 */
final class SchemaIdHeaders {

    private SchemaIdHeaders() {}

    /** Before a value is written anew: a converter may write its own. */
    static void removeOfValue(Headers headers) {
        remove(headers, "__value_schema_id", "apicurio.value.");
    }

    /** Before a key is written anew. */
    static void removeOfKey(Headers headers) {
        remove(headers, "__key_schema_id", "apicurio.key.");
    }

    private static void remove(Headers headers, String name, String prefix) {
        // For each record twice: a stream would be a tenth of what a record allocates on its whole way.
        for (Header header : headers.toArray()) {
            if (header.key().equals(name) || header.key().startsWith(prefix)) {
                headers.remove(header.key());
            }
        }
    }
}
