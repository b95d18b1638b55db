#!/usr/bin/env bash
# Finding: with delete.tombstone.handling.mode=tombstone, Debezium's ExtractNewRecordState does not make a tombstone of a delete where
# Kafka's JsonConverter writes it. The record's value is null, but it keeps the schema of the row, so that the converter writes bytes:
# {"schema":...,"payload":null} with schemas.enable=true, and the four letters null without. A compacted topic keeps such a record for
# ever, and a consumer that looks for a null value finds none. The tombstone that Debezium sends behind each delete has no schema, and
# would be one, but this mode drops it.
#
# Expected by a reader of the mode's name: a record whose value is null in the topic.
#
# Versions: io.debezium:debezium-connector-postgres 3.6.1.Final (plugin archive), org.apache.kafka:connect-json and connect-transforms 4.3.1.
# Needs Java 17, Maven and tar. Exit code 0: seen as described; 1: it behaves in another way now.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>connect-json</artifactId>
      <version>4.3.1</version>
    </dependency>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>connect-transforms</artifactId>
      <version>4.3.1</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
  -Dartifact=io.debezium:debezium-connector-postgres:3.6.1.Final:tar.gz:plugin -DoutputDirectory=.
tar -xzf debezium-connector-postgres-3.6.1.Final-plugin.tar.gz

cat >Finding.java <<'JAVA'
import io.debezium.transforms.ExtractNewRecordState;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;

class Finding {

    static final Schema ROW = SchemaBuilder.struct().name("s.public.t.Value").optional()
            .field("id", Schema.INT32_SCHEMA).field("text", Schema.OPTIONAL_STRING_SCHEMA).build();
    static final Schema KEY = SchemaBuilder.struct().name("s.public.t.Key").field("id", Schema.INT32_SCHEMA).build();
    static final Schema SOURCE = SchemaBuilder.struct().name("io.debezium.connector.postgresql.Source")
            .field("db", Schema.STRING_SCHEMA).build();
    static final Schema EVENT = SchemaBuilder.struct().name("s.public.t.Envelope")
            .field("before", ROW).field("after", ROW).field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA).field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA).build();

    public static void main(String[] args) {
        Struct event = new Struct(EVENT).put("op", "d").put("ts_ms", 1L)
                .put("before", new Struct(ROW).put("id", 1).put("text", "gone"))
                .put("source", new Struct(SOURCE).put("db", "s"));
        Struct key = new Struct(KEY).put("id", 1);
        try (var unwrap = new ExtractNewRecordState<SourceRecord>()) {
            unwrap.configure(Map.of("delete.tombstone.handling.mode", "tombstone"));
            SourceRecord deleted = unwrap.apply(record(key, EVENT, event));
            SourceRecord tombstone = unwrap.apply(record(key, null, null));
            System.out.println("delete: value " + deleted.value() + ", schema "
                    + (deleted.valueSchema() == null ? "none" : deleted.valueSchema().name()));
            System.out.println("with schemas: " + json(true, deleted));
            System.out.println("without: " + json(false, deleted));
            System.out.println("Debezium's own tombstone: " + (tombstone == null ? "dropped" : "passed on"));
        }
    }

    static SourceRecord record(Struct key, Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "s.public.t", 0, KEY, key, schema, value);
    }

    static String json(boolean schemas, SourceRecord record) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", schemas), false);
        byte[] bytes = converter.fromConnectData("s.public.t", record.valueSchema(), record.value());
        if (bytes == null) {
            return "a tombstone";
        }
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        return bytes.length + " bytes ending in " + text.substring(Math.max(0, text.length() - 15));
    }
}
JAVA
java -cp "debezium-connector-postgres/*:lib/*" Finding.java 2>/dev/null | tee seen

grep -q '^delete: value null, schema s.public.t.Value$' seen || { echo 'changed: the null has no schema of its row' >&2; exit 1; }
grep -q '^with schemas: .* ending in .*"payload":null}$' seen || { echo 'changed: with schemas' >&2; exit 1; }
grep -q '^without: 4 bytes ending in null$' seen || { echo 'changed: without schemas' >&2; exit 1; }
echo 'seen as described'
