package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class DocumentKeyTest {

    @Test
    void whatHasNoFieldsIsItsText() {
        assertThat(DocumentKey.text(Schema.STRING_SCHEMA, "doc \"7\"")).isEqualTo("doc \"7\"");
        assertThat(DocumentKey.text(null, 7L)).isEqualTo("7");
        assertThat(DocumentKey.text(null, "doc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ZG9j");
    }

    @Test
    void whatHasFieldsIsJson() {
        Schema schema = SchemaBuilder.struct()
                .field("shop", Schema.STRING_SCHEMA)
                .field("id", Schema.INT32_SCHEMA)
                .build();

        assertThat(DocumentKey.text(schema, new Struct(schema).put("shop", "a").put("id", 7)))
                .isEqualTo("{\"shop\":\"a\",\"id\":7}");
    }

    @Test
    void theOrderOfAMapIsNoPartOfIt() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("shop", "a");
        one.put("id", 7);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("id", 7);
        other.put("shop", "a");

        assertThat(DocumentKey.text(null, one))
                .isEqualTo(DocumentKey.text(null, other))
                .isEqualTo("{\"id\":7,\"shop\":\"a\"}");
    }
}
