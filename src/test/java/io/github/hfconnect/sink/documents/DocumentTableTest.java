package io.github.hfconnect.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class DocumentTableTest {

    private static final StateFormat FORMAT = new StateFormat(7);
    private static final DocumentId ID = DocumentId.of("doc");
    private static final DocumentState STATE = DocumentState.of(3, 2, DocumentState.NOT_TOLD, new long[] {-1, 5});

    private final DocumentTable table = new DocumentTable(FORMAT, true);
    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new FakeTime());

    @Test
    void nothingIsCertainOfADocumentWhileAnEarlierVersionIsOnItsWay() {
        table.load("doc", FORMAT.encode(STATE));
        LaneRecord first = admitted(0);
        assertThat(table.certain(ID, first).count()).isEqualTo(2);
        LaneRecord second = admitted(1);
        assertThat(table.certain(ID, first)).matches(DocumentState::isEmpty);
        assertThat(table.certain(ID, second)).matches(DocumentState::isEmpty);

        Records.settle(first);
        Records.settle(second);
        assertThat(table.certain(ID, admitted(2)).count()).isEqualTo(2);
    }

    /** A partition may have a thousand documents behind it, each with all its pieces and their vectors. */
    @Test
    void aDocumentThatIsDoneIsNotKept() {
        WeakReference<LaneRecord> done = new WeakReference<>(settled(admitted(0)));

        for (int attempt = 0; done.get() != null && attempt < 100; attempt++) {
            System.gc();
        }
        assertThat(done.get()).isNull();
    }

    private LaneRecord admitted(long offset) {
        LaneRecord record = Records.waiting(lane, offset);
        table.admitted(ID, record);
        return record;
    }

    private LaneRecord settled(LaneRecord record) {
        Records.settle(record);
        return record;
    }
}
