package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.DocumentSink.OUTPUT;
import static io.github.hfconnect.sink.DocumentSink.STATE;
import static io.github.hfconnect.sink.DocumentSink.asked;
import static io.github.hfconnect.sink.DocumentSink.json;
import static io.github.hfconnect.sink.DocumentSink.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.config.value.DeliveryGuarantee;
import io.github.hfconnect.resilience.FakeInferenceClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents whose pieces are records, under both guarantees, against a cluster in memory. */
class DocumentRecordsTest {

    private final FakeInferenceClient model = new FakeInferenceClient();
    private final HangingModel hanging = new HangingModel();
    private final FakeCluster cluster = new FakeCluster();

    @ParameterizedTest
    @EnumSource
    void eachPieceIsARecordInOnePartitionAndInOrder(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", Map.of("text", text("a", "b", "c"), "title", "T"));

            List<ProducerRecord<byte[], byte[]>> written = sink.written(OUTPUT);
            assertThat(written)
                    .extracting(ProducerRecord::partition)
                    .hasSize(3)
                    .containsOnly(written.get(0).partition());
            assertThat(written)
                    .extracting(record -> json(record.key()).toString())
                    .containsExactly(
                            "{\"document\":\"doc\",\"piece\":0}",
                            "{\"document\":\"doc\",\"piece\":1}",
                            "{\"document\":\"doc\",\"piece\":2}");
            JsonNode second = json(written.get(1).value());
            assertThat(second.path("title").asText()).isEqualTo("T");
            assertThat(second.has("text")).isFalse();
            assertThat(second.path("prediction").asText()).isEqualTo(DocumentSink.paragraph("B"));
            JsonNode chunk = second.path("chunk");
            assertThat(chunk.path("document").asText()).isEqualTo("doc");
            assertThat(chunk.path("index").asInt()).isEqualTo(1);
            assertThat(chunk.path("count").asInt()).isEqualTo(3);
            assertThat(chunk.path("start").asInt()).isEqualTo(32);
            assertThat(chunk.path("end").asInt()).isEqualTo(64);
            assertThat(chunk.path("text").asText()).isEqualTo(DocumentSink.paragraph("b"));
            assertThat(chunk.path("hash").asText()).hasSize(16);
            assertThat(chunk.path("model").asText()).isEqualTo("fake");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPieceHasItsUuidInKeyAndValue(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of("chunk.key", "uuid"))) {
            sink.putAndSettle("doc", document("a", "b"));
            sink.putAndSettle("doc", document("c"));

            List<ProducerRecord<byte[], byte[]>> written = sink.written(OUTPUT);
            assertThat(written).hasSize(4);
            for (ProducerRecord<byte[], byte[]> record : written.subList(0, 3)) {
                assertThat(json(record.key()).toString())
                        .isEqualTo("{\"id\":" + json(record.value()).path("id") + "}");
            }
            assertThat(written.get(2).key()).isEqualTo(written.get(0).key());
            assertThat(written.get(3).key()).isEqualTo(written.get(1).key());
            assertThat(written.get(3).value()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADocumentHadAndHasNoMoreIsTakenAway(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("a", "b", "c"));
            sink.putAndSettle("other", document("x", "y"));
            sink.putAndSettle("doc", document("d"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "D", "other#0", "X", "other#1", "Y"));

            sink.putAndSettle("doc", document("e", "f"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "E", "doc#1", "F", "other#0", "X", "other#1", "Y"));
        }
    }

    /** What is decided for one is what the next goes by, also where both are in one transaction. */
    @ParameterizedTest
    @EnumSource
    void versionsThatWaitForEachOtherTakeAwayWhatTheOneBeforeHad(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = DocumentSink.start(guarantee, cluster, hanging, copying("batch.max.records", "1"))) {
            hanging.hangOn(DocumentSink.paragraph("slow"));
            sink.put("doc", document("slow", "b", "c"));
            sink.put("doc", document("d"));
            sink.put("doc", null);
            sink.put("doc", document("e", "f"));
            sink.harness().until(() -> hanging.model().calls().size() == 5);
            hanging.letGo(DocumentSink.paragraph("slow"));
            sink.settle();

            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "E", "doc#1", "F"));
            assertThat(sink.written(OUTPUT)).hasSize(3 + 1 + 2 + 1 + 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTombstoneTakesAllPiecesAndWhatWasRemembered(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("a", "b"));
            assertThat(sink.states().get("doc")).isNotNull();
            sink.putAndSettle("doc", null);
            sink.putAndSettle("never seen", null);

            assertThat(sink.pieces()).isEmpty();
            assertThat(sink.states()).containsOnlyKeys("doc").containsEntry("doc", null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedRowTakesAllPieces(DeliveryGuarantee guarantee) throws Exception {
        Map<String, String> settings = Map.of("input.field", "after.text", "on.empty.input", "fail");
        try (DocumentSink sink = DocumentSink.start(guarantee, cluster, model, settings)) {
            sink.putAndSettle(Map.of("id", 7), Map.of("op", "c", "after", document("a", "b")));
            assertThat(sink.written(OUTPUT))
                    .extracting(record -> json(record.key()).toString())
                    .containsExactly("{\"id\":7,\"piece\":0}", "{\"id\":7,\"piece\":1}");

            Map<String, Object> deleted = new HashMap<>(Map.of("op", "d", "before", document("a", "b")));
            deleted.put("after", null);
            sink.putAndSettle(Map.of("id", 7), deleted);
            assertThat(sink.pieces()).isEmpty();
        }
    }

    /** As {@code ExtractNewRecordState} of Debezium rewrites it: the document as it was, which has text. */
    @ParameterizedTest
    @EnumSource
    void aRewrittenDeleteTakesAllPiecesAndNobodyIsAsked(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of("cache.max.entries", "0"))) {
            Map<String, Object> row = new HashMap<>(document("a", "b"));
            row.put("__deleted", "false");
            sink.putAndSettle(Map.of("id", 7), row);
            row.put("__deleted", "true");
            sink.putAndSettle(Map.of("id", 7), row);

            assertThat(asked(model.calls())).hasSize(2);
            assertThat(sink.written(OUTPUT)).hasSize(4);
            assertThat(sink.pieces()).isEmpty();
            assertThat(reported(guarantee, sink)).isZero();
        }
    }

    /** Debezium gives it no key; what of the table was there cannot be known by it. */
    @ParameterizedTest
    @EnumSource
    void aTruncateWithoutAKeyLeavesThePiecesAndIsNoFailure(DeliveryGuarantee guarantee) throws Exception {
        Map<String, String> settings = Map.of("input.field", "after.text", "on.empty.input", "fail");
        try (DocumentSink sink = DocumentSink.start(guarantee, cluster, model, settings)) {
            sink.putAndSettle(Map.of("id", 7), Map.of("op", "c", "after", document("a")));
            sink.putAndSettle(null, Map.of("op", "t"));
            sink.putAndSettle(Map.of("id", 8), Map.of("op", "c", "after", document("b")));

            assertThat(reported(guarantee, sink)).isZero();
            assertThat(asked(model.calls())).containsExactly("a", "b");
            assertThat(sink.written(OUTPUT))
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.value()).isNotNull());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentWithoutTextHasNoPieces(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("a", "b"));
            sink.putAndSettle("doc", Map.of("text", "  \n", "title", "T"));

            assertThat(sink.pieces()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatWasNotSentLeavesThePiecesAsTheyAre(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("a", "b"));
            sink.putAndSettle("doc", Map.of("text", "__debezium_unavailable_value", "title", "T"));

            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "A", "doc#1", "B"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneRejectedPieceIsTheDocumentsFailureAndTheOldPiecesStay(DeliveryGuarantee guarantee) throws Exception {
        model.rejecting(DocumentSink.paragraph("bad"));
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("a", "b", "c"));
            sink.putAndSettle("doc", document("d", "bad"));
            sink.putAndSettle("next", document("e"));

            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "A", "doc#1", "B", "doc#2", "C", "next#0", "E"));
            assertThat(reported(guarantee, sink)).isEqualTo(1);

            sink.putAndSettle("doc", document("f"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "F", "next#0", "E"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentWithoutAKeyIsRejectedAndNobodyIsAsked(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle(null, document("a"));

            assertThat(reported(guarantee, sink)).isEqualTo(1);
            assertThat(model.calls()).isEmpty();
            assertThat(sink.pieces()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentWhosePiecesHaveNoKeyToBeWrittenWithIsRejectedBeforeItIsPaidFor(DeliveryGuarantee guarantee)
            throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of("chunk.key", "text"))) {
            sink.putAndSettle(Map.of("id", 7), document("a"));

            assertThat(reported(guarantee, sink)).isEqualTo(1);
            assertThat(model.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnEarlierTaskHasWrittenIsTakenAwayByTheNext(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("a", "b", "c"));
            sink.putAndSettle("gone", document("x", "y"));
        }
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("d"));
            sink.putAndSettle("gone", null);

            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "D"));
        }
    }

    /** Without it, nobody could tell which pieces have to go. */
    @ParameterizedTest
    @EnumSource
    void whatSomebodyElseHasWrittenIsNoState(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of())) {
            sink.putAndSettle("doc", document("a"));
        }

        assertThatThrownBy(() -> start(guarantee, Map.of("consumer.override.group.id", "another")))
                .hasMessageContaining("was written by the group connect-unnamed")
                .hasMessageContaining("chunk.state.topic");
    }

    @Test
    void piecesTombstonesStateAndOffsetAreOneTransaction() throws Exception {
        try (DocumentSink sink = start(DeliveryGuarantee.EXACTLY_ONCE, Map.of())) {
            sink.putAndSettle("doc", document("a", "b", "c"));
            List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
            cluster.beforeCommit(() -> seen.add(sink.pieces()));
            sink.putAndSettle("doc", document("d", "e"));

            assertThat(seen).containsExactly(Map.of("doc#0", "A", "doc#1", "B", "doc#2", "C"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "D", "doc#1", "E"));
            assertThat(sink.written(STATE)).hasSize(2);
            assertThat(cluster.committed(SinkTaskHarness.CHAT_0)).isEqualTo(2);
        }
    }

    /** In exactly-once the others are written without it; in at-least-once some of it is there, which the next version mends. */
    @ParameterizedTest
    @EnumSource
    void aPieceThatItsTopicDoesNotTakeIsTheDocumentsFailure(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of("chunk.skip.unchanged", "true"))) {
            sink.putAndSettle("doc", document("a", "b", "c"));
            sink.putAndSettle("short", document("x", "y", "z"));
            cluster.refuse(record -> record.topic().equals(OUTPUT)
                    && record.value() != null
                    && json(record.value()).path("prediction").asText().startsWith("HUGE"));
            sink.putAndSettle("doc", document("d", "huge", "f", "g"));
            sink.putAndSettle("short", document("huge"));
            assertThat(reported(guarantee, sink)).isEqualTo(2);
            if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
                assertThat(sink.pieces()).hasSize(6).containsEntry("doc#0", "A").containsEntry("short#2", "Z");
            }
            sink.putAndSettle("short", document("x"));
        }
        try (DocumentSink sink = start(guarantee, Map.of("chunk.skip.unchanged", "true"))) {
            sink.putAndSettle("doc", document("a", "b"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "A", "doc#1", "B", "short#0", "X"));
        }
    }

    /** After a crash in between it would say of pieces that they are there, and nobody would write them any more. */
    @Test
    void withoutTransactionsTheStateFollowsOnceThePiecesAreAcknowledged() throws Exception {
        Queue<Runnable> acknowledgements = new ConcurrentLinkedQueue<>();
        try (DocumentSink sink = start(DeliveryGuarantee.AT_LEAST_ONCE, Map.of())) {
            cluster.acknowledgeBy(acknowledgements::add);
            sink.put("doc", document("a", "b"));
            sink.harness().until(() -> acknowledgements.size() == 2);
            Objects.requireNonNull(acknowledgements.poll()).run();
            assertThat(sink.written(STATE)).isEmpty();
            assertThat(sink.harness().isIdle()).isFalse();

            Objects.requireNonNull(acknowledgements.poll()).run();
            sink.harness().until(() -> acknowledgements.size() == 1);
            assertThat(sink.written(STATE)).hasSize(1);
            assertThat(sink.harness().isIdle()).isFalse();
            cluster.acknowledgeBy(Runnable::run);
            Objects.requireNonNull(acknowledgements.poll()).run();
            sink.settle();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatHasChangedIsAskedAboutAndWritten(DeliveryGuarantee guarantee) throws Exception {
        Map<String, String> skip = Map.of("chunk.skip.unchanged", "true");
        try (DocumentSink sink = start(guarantee, skip)) {
            sink.putAndSettle("doc", document("a", "b", "c"));
        }
        try (DocumentSink sink = start(guarantee, skip)) {
            sink.putAndSettle("doc", document("a", "d", "c"));
            assertThat(asked(model.calls())).containsExactlyInAnyOrder("a", "b", "c", "d");
            assertThat(sink.written(OUTPUT)).hasSize(4);
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "A", "doc#1", "D", "doc#2", "C"));

            sink.putAndSettle("doc", document("a", "d", "c"));
            assertThat(sink.written(OUTPUT)).hasSize(4);
            sink.putAndSettle("doc", document("a"));
            assertThat(asked(model.calls())).hasSize(4);
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "A"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherModelOrAnotherCopiedValueIsAChangeOfAllPieces(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of("chunk.skip.unchanged", "true", "model", "m/1"))) {
            sink.putAndSettle("doc", document("a", "b"));
        }
        try (DocumentSink sink =
                start(guarantee, Map.of("chunk.skip.unchanged", "true", "model", "m/2", "cache.max.entries", "0"))) {
            sink.putAndSettle("doc", document("a", "b"));
            assertThat(sink.written(OUTPUT)).hasSize(4);
            sink.putAndSettle("doc", Map.of("text", text("a", "b"), "title", "another"));
            assertThat(sink.written(OUTPUT)).hasSize(6);
            assertThat(asked(model.calls())).hasSize(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherRevisionOfTheModelIsAChangeOfAllPiecesWhereBothAreTold(DeliveryGuarantee guarantee) throws Exception {
        Map<String, String> skip = Map.of("chunk.skip.unchanged", "true", "cache.max.entries", "0");
        try (DocumentSink sink = start(guarantee, skip)) {
            sink.putAndSettle("untold", document("a", "b"));
            model.of("first");
            sink.putAndSettle("doc", document("c", "d"));
            assertThat(json(sink.written(OUTPUT).get(3).value())
                            .at("/chunk/revision")
                            .asText())
                    .isEqualTo("first");
        }
        try (DocumentSink sink = start(guarantee, skip)) {
            sink.putAndSettle("untold", document("a", "b"));
            sink.putAndSettle("doc", document("c", "d"));
            assertThat(sink.written(OUTPUT)).hasSize(4);

            model.of("second");
            sink.putAndSettle("untold", document("a", "b"));
            sink.putAndSettle("doc", document("c", "d"));
            sink.putAndSettle("doc", document("c", "d"));
            assertThat(sink.written(OUTPUT)).hasSize(6);
            assertThat(json(sink.written(OUTPUT).get(5).value())
                            .at("/chunk/revision")
                            .asText())
                    .isEqualTo("second");
        }
    }

    /** As while a new one is rolled out: the answers are another's than the one that was told. */
    @ParameterizedTest
    @EnumSource
    void aDocumentOfTwoRevisionsIsMadeOneByItsNextVersion(DeliveryGuarantee guarantee) throws Exception {
        Map<String, String> skip = copying("chunk.skip.unchanged", "true", "cache.max.entries", "0");
        hanging.model().of("first");
        try (DocumentSink sink = DocumentSink.start(guarantee, cluster, hanging, skip)) {
            sink.putAndSettle("doc", document("a", "b"));
            hanging.model().of("second");
            sink.putAndSettle("doc", document("a", "c"));
            assertThat(sink.written(OUTPUT)).hasSize(3);

            sink.putAndSettle("doc", document("a", "c"));
            assertThat(sink.written(OUTPUT)).hasSize(5);
            sink.putAndSettle("doc", document("a", "c"));
            assertThat(sink.written(OUTPUT)).hasSize(5);
        }
    }

    /** The one before may fail, and then its pieces are not there. */
    @ParameterizedTest
    @EnumSource
    void nothingIsTakenForGrantedWhileAnEarlierVersionIsOnItsWay(DeliveryGuarantee guarantee) throws Exception {
        hanging.model().rejecting(DocumentSink.paragraph("bad"));
        Map<String, String> settings =
                copying("chunk.skip.unchanged", "true", "batch.max.records", "1", "cache.max.entries", "0");
        try (DocumentSink sink = DocumentSink.start(guarantee, cluster, hanging, settings)) {
            sink.putAndSettle("doc", document("a", "b"));
            hanging.hangOn(DocumentSink.paragraph("bad"));
            sink.put("doc", document("c", "bad"));
            sink.put("doc", document("c", "b"));
            hanging.letGo(DocumentSink.paragraph("bad"));
            sink.settle();

            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "C", "doc#1", "B"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionOnItsWayLeavesNothingToSkip(DeliveryGuarantee guarantee) throws Exception {
        Map<String, String> settings = copying("chunk.skip.unchanged", "true", "batch.max.records", "1");
        try (DocumentSink sink = DocumentSink.start(guarantee, cluster, hanging, settings)) {
            sink.putAndSettle("doc", document("a", "b"));
            hanging.hangOn(DocumentSink.paragraph("slow"));
            sink.put("other", document("slow"));
            sink.put("doc", null);
            sink.put("doc", document("a", "b"));
            hanging.letGo(DocumentSink.paragraph("slow"));
            sink.settle();

            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "A", "doc#1", "B", "other#0", "SLOW"));
        }
    }

    @Test
    void editingOneOfTwoHundredPiecesCostsOneInputAndOneRecord() throws Exception {
        String[] words = new String[200];
        for (int i = 0; i < words.length; i++) {
            words[i] = "w" + i;
        }
        try (DocumentSink sink = start(DeliveryGuarantee.EXACTLY_ONCE, Map.of("chunk.skip.unchanged", "true"))) {
            sink.putAndSettle("doc", document(words));
            words[57] = "edited";
            sink.putAndSettle("doc", document(words));

            assertThat(asked(model.calls())).hasSize(201);
            assertThat(sink.written(OUTPUT)).hasSize(201);
            assertThat(sink.pieces()).hasSize(200).containsEntry("doc#57", "EDITED");
        }
    }

    /** Everything behind it moves on by one. */
    @ParameterizedTest
    @EnumSource
    void aPieceThatIsPutInOrTakenOutCostsNoOther(DeliveryGuarantee guarantee) throws Exception {
        try (DocumentSink sink = start(guarantee, Map.of("chunk.skip.unchanged", "true"))) {
            sink.putAndSettle("doc", document("a", "b", "c"));
            sink.putAndSettle("doc", document("new", "a", "b", "c"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#0", "A", "doc#1", "B", "doc#2", "C", "doc#3", "NEW"));
            sink.putAndSettle("doc", document("new", "b", "c"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#1", "B", "doc#2", "C", "doc#3", "NEW"));
        }
        try (DocumentSink sink = start(guarantee, Map.of("chunk.skip.unchanged", "true"))) {
            sink.putAndSettle("doc", document("b", "other"));
            assertThat(sink.pieces()).isEqualTo(Map.of("doc#1", "B", "doc#0", "OTHER"));
            assertThat(asked(model.calls())).hasSize(5);
            assertThat(sink.written(OUTPUT)).hasSize(3 + 1 + 1 + 3);
        }
    }

    /** As the connector cuts by default, and whatever its length is afterwards. */
    @ParameterizedTest
    @ValueSource(ints = {3, 120, 333, 560, 718})
    void editingOneSentenceCostsThreeInputsAtMost(int edited) throws Exception {
        Map<String, String> settings = Map.of("chunk.skip.unchanged", "true", "chunk.max.chars", "300");
        try (DocumentSink sink = start(DeliveryGuarantee.EXACTLY_ONCE, settings)) {
            sink.putAndSettle("doc", Map.of("text", prose(-1), "title", "T"));
            int pieces = sink.written(OUTPUT).size();
            int asked = asked(model.calls()).size();
            sink.putAndSettle("doc", Map.of("text", prose(edited), "title", "T"));

            assertThat(pieces).isBetween(150, 600);
            assertThat(asked(model.calls()).size() - asked).isBetween(1, 3);
            assertThat(sink.written(OUTPUT).stream()
                            .filter(record -> record.value() != null)
                            .skip(pieces))
                    .hasSizeBetween(1, 3);
        }
    }

    /** Paragraphs of one to nine sentences of many lengths. */
    private static String prose(int edited) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int sentence = 0; sentence < 800; sentence++) {
            text.append("Sentence ").append(sentence);
            for (int word = 0; word < 3 + random.nextInt(15); word++) {
                text.append(" word").append(random.nextInt(1000));
            }
            text.append(sentence == edited ? ", which somebody has made rather longer than it was before. " : ". ");
            if (random.nextInt(5) == 0) {
                text.append("\n\n");
            }
        }
        return text.toString();
    }

    private DocumentSink start(DeliveryGuarantee guarantee, Map<String, String> more) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(copying());
        settings.putAll(more);
        return DocumentSink.start(guarantee, cluster, model, settings);
    }

    private static Map<String, String> copying(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("input.field", "text", "chunk.copy.fields", "title"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static Map<String, Object> document(String... words) {
        return Map.of("text", text(words), "title", "T");
    }

    private static int reported(DeliveryGuarantee guarantee, DocumentSink sink) {
        return guarantee == DeliveryGuarantee.EXACTLY_ONCE
                ? sink.written("chat.dead").size()
                : sink.harness().context.reported().size();
    }
}
