package io.github.hfconnect.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void whatHeadersSayIsPassedOnAsItIs() {
        assertThat(TraceContext.of(PARENT, "congo=t61rcWkgMzE,rojo=00f067"))
                .contains(new TraceContext(PARENT, "congo=t61rcWkgMzE,rojo=00f067"));
        assertThat(TraceContext.of(PARENT, null)).contains(new TraceContext(PARENT, null));
    }

    @Test
    void aLaterVersionMaySayMore() {
        assertThat(TraceContext.of("cc" + PARENT.substring(2) + "-what-the-future-brings", null))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX-Evil: 1",
            })
    void whatIsNoPlaceInATraceIsNotPassedOn(String traceparent) {
        assertThat(TraceContext.of(traceparent, "a=b")).isEmpty();
    }

    /** Whoever writes a record must not be able to write a header of ours. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`a=b\r\nAuthorization: x`", "`a=ä`", "` `"})
    void stateThatIsNoHeaderIsLeftOut(String tracestate) {
        assertThat(TraceContext.of(PARENT, tracestate)).contains(new TraceContext(PARENT, null));
        assertThat(TraceContext.of(PARENT, "a=" + "b".repeat(511))).contains(new TraceContext(PARENT, null));
    }
}
