#!/usr/bin/env bash
# Finding: a consumer that pauses one busy partition for a millisecond, with data of it at hand, can lose half a second. While it is paused,
# poll sends a fetch for the other partitions alone; where these are idle, it waits at the broker for fetch.max.wait.ms. The busy partition is
# resumed at once, and the data at hand is handed out, but its next fetch cannot leave before that wait is over, because a consumer has
# one fetch under way for each broker. Who pauses the idle partitions, too, loses nothing: then no fetch is sent at all.
#
# Expected by a reader of KafkaConsumer.pause: that pausing a partition for a moment costs that moment.
#
# Versions: org.apache.kafka:kafka-clients 4.3.1 (classic protocol), broker kafka_2.13 4.3.1. Needs Java 17 and Maven.
# Output seen: "one paused: 33 waits of half the limit and more, all paused: 0" (as many as there are fetches).
# Exit code 0: seen as described; 1: it behaves in another way now.
set -euo pipefail
work=$(mktemp -d)
cd "$work"
broker=
trap '[ -z "$broker" ] || kill "$broker"; wait 2>/dev/null; rm -rf "$work"' EXIT

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
      <artifactId>kafka_2.13</artifactId>
      <version>4.3.1</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib

cat >Ports.java <<'JAVA'
class Ports {
    public static void main(String[] none) throws Exception {
        try (var one = new java.net.ServerSocket(0); var two = new java.net.ServerSocket(0)) {
            System.out.println(one.getLocalPort() + " " + two.getLocalPort());
        }
    }
}
JAVA
read -r port controller <<<"$(java Ports.java)"
cat >broker.properties <<CONFIG
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
controller.listener.names=CONTROLLER
log.dirs=$work/data
offsets.topic.replication.factor=1
CONFIG
java -cp 'lib/*' kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAA -c broker.properties >/dev/null
java -Xmx512m -cp 'lib/*' kafka.Kafka broker.properties >broker.log 2>&1 &
broker=$!

cat >Finding.java <<'JAVA'
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

class Finding {

    static final int RECORDS = 20_000;
    static final long WAIT_MILLIS = 500;
    static final List<TopicPartition> ALL =
            IntStream.range(0, 4).mapToObj(p -> new TopicPartition("busy", p)).toList();
    static final TopicPartition BUSY = ALL.get(0);

    public static void main(String[] args) throws Exception {
        String broker = args[0];
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic("busy", ALL.size(), (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker, "batch.size", 16384),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>("busy", 0, null, new byte[100]));
            }
        }
        int onePaused = waits(broker, List.of(BUSY));
        int allPaused = waits(broker, ALL);
        System.out.println("one paused: " + onePaused + " waits of half the limit and more, all paused: " + allPaused);
        if (onePaused < 10 || allPaused > 2) {
            System.exit(1);
        }
    }

    /** Reads the busy partition, pausing after each 500 records until a poll of 1 ms has returned. */
    static int waits(String broker, List<TopicPartition> pausing) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker,
                "auto.offset.reset", "earliest",
                "max.partition.fetch.bytes", 64 * 1024,
                "fetch.max.wait.ms", (int) WAIT_MILLIS);
        int waits = 0;
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ALL);
            long last = 0;
            for (int read = 0; read < RECORDS; ) {
                int now = consumer.poll(Duration.ofMillis(10)).count();
                if (now == 0) {
                    continue;
                }
                read += now;
                long millis = System.nanoTime() / 1_000_000;
                waits += last > 0 && millis - last > WAIT_MILLIS / 2 ? 1 : 0;
                last = millis;
                consumer.pause(pausing);
                consumer.poll(Duration.ofMillis(1));
                consumer.resume(pausing);
            }
        }
        return waits;
    }
}
JAVA
java -cp 'lib/*' Finding.java "127.0.0.1:$port" 2>errors.log || { code=$?; grep -v SLF4J errors.log >&2; exit $code; }
