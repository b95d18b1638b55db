package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.sink.ProtocolModel.State;
import io.github.hfconnect.sink.ProtocolModel.Step;
import io.github.hfconnect.sink.ProtocolModel.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Real writers that go a way of the model's, step by step, with the model looking on: after each step both say the same. */
final class ProtocolReplay implements AutoCloseable {

    private static final TopicPartition CHAT = new TopicPartition("chat", 0);
    private static final String ID = "hfconnect-connect-chat-0";

    private final FakeCluster cluster = new FakeCluster();
    private final List<SteppedOwner> owners = new ArrayList<>();
    private State state;

    ProtocolReplay(State start) {
        state = start;
        cluster.commit(CHAT, start.committed());
        start.owners().forEach(owner -> owners.add(newOwner()));
    }

    private SteppedOwner newOwner() {
        return new SteppedOwner(cluster, CHAT, ID);
    }

    /** Goes on to a state that is one step away. */
    void step(State next) throws InterruptedException {
        State before = state;
        state = next;
        int who = whoSteps(before, next);
        if (who < 0) {
            brokerEnds(before.transactions().get(0));
        } else {
            ownerSteps(who, before.owners().get(who), next.owners().get(who));
        }
        assertThat(cluster.committed(CHAT)).isEqualTo(next.committed());
        assertThat(visible()).isEqualTo(expected(next));
    }

    private static int whoSteps(State before, State next) {
        for (int who = 0; who < before.owners().size(); who++) {
            if (before.owners().get(who).step() != next.owners().get(who).step()) {
                return who;
            }
        }
        return -1;
    }

    private void brokerEnds(Transaction transaction) {
        if (transaction.prepared()) {
            cluster.complete(ID);
        } else {
            cluster.abort(ID);
        }
    }

    private void ownerSteps(int who, ProtocolModel.Owner before, ProtocolModel.Owner now) throws InterruptedException {
        SteppedOwner owner = owners.get(who);
        Gate gate = owner.gate();
        switch (now.step()) {
            case IDLE -> {
                owner.kill();
                owners.set(who, newOwner());
            }
            case OPENED -> {
                owner.acquire();
                gate.expect("initTransactions");
            }
            case FENCED_OTHERS -> {
                gate.let("initTransactions");
                gate.expect("committed");
            }
            case ACTIVE -> {
                gate.let(before.step() == Step.COMMITTING ? SteppedOwner.DECIDED : "committed");
                assertThat(owner.failure()).isNull();
                assertThat(owner.acquired()).isEqualTo(now.next());
            }
            case RECORDS_SENT -> {
                owner.write(now.next(), now.until());
                gate.expect("sendOffsetsToTransaction");
            }
            case OFFSETS_SENT -> {
                gate.let("sendOffsetsToTransaction");
                gate.expect("commitTransaction");
            }
            case COMMITTING -> {
                gate.let("commitTransaction");
                gate.expect(SteppedOwner.DECIDED);
            }
        }
    }

    /** Whoever is in the middle of something ends it by itself: no offset is covered twice or passed uncovered, and who was fenced learns it. */
    void goOnFreely() {
        cluster.complete(ID);
        for (int who = 0; who < owners.size(); who++) {
            ProtocolModel.Owner owner = state.owners().get(who);
            if (owner.step() != Step.IDLE) {
                owners.get(who).gate().open();
                Throwable failure = owners.get(who).failure();
                cluster.complete(ID);
                if (isToFail(owner)) {
                    assertThat(failure).isInstanceOf(KafkaException.class);
                }
            }
        }
        assertThat(visible())
                .isEqualTo(LongStream.range(0, cluster.committed(CHAT)).boxed().toList());
    }

    /** What is decided is committed, even where its owner does not live to learn it. */
    private static boolean isToFail(ProtocolModel.Owner owner) {
        return owner.isFenced() && (owner.step() == Step.RECORDS_SENT || owner.step() == Step.OFFSETS_SENT);
    }

    private List<Long> visible() {
        return cluster.visible().stream()
                .map(record -> Long.valueOf(new String(record.value(), StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<Long> expected(State state) {
        List<Long> offsets = new ArrayList<>();
        for (int offset = 0; offset < state.covered().size(); offset++) {
            for (int times = 0; times < state.covered().get(offset); times++) {
                offsets.add((long) offset);
            }
        }
        return offsets;
    }

    @Override
    public void close() {
        owners.forEach(SteppedOwner::kill);
    }
}
