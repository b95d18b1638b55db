package io.github.hfconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;

/** Compared with Kafka's own reading and writing of the two messages. */
class LoginQuestionTest {

    @Test
    void kafkaReadsTheQuestion() throws IOException {
        ByteBuffer request = ByteBuffer.wrap(LoginQuestion.bytes("PLAIN"));

        assertThat(request.getInt()).isEqualTo(request.remaining());
        RequestHeader header = RequestHeader.parse(request);
        assertThat(header.apiKey()).isEqualTo(ApiKeys.SASL_HANDSHAKE);
        assertThat(header.clientId()).isEqualTo("hfconnect-look");
        assertThat(new SaslHandshakeRequestData(new ByteBufferAccessor(request), header.apiVersion()).mechanism())
                .isEqualTo("PLAIN");
        assertThat(request.hasRemaining()).isFalse();
    }

    @Test
    void answersOfKafkaAreRead() throws IOException {
        assertThat(answer(33, List.of("PLAIN", "SCRAM-SHA-512")))
                .isEqualTo(new Listener.Kafka(false, List.of("PLAIN", "SCRAM-SHA-512")));
        assertThat(answer(34, List.of())).isEqualTo(new Listener.Kafka(false, List.of()));
    }

    @Test
    void alertOfTlsIsKnown() throws IOException {
        assertThat(read("15030300020250")).isEqualTo(new Listener.Tls());
    }

    @Test
    void whateverElseSpeaksThereIsNotGuessed() throws IOException {
        assertThat(read(HexFormat.of().formatHex("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(new Listener.Unclear());
        assertThat(read("0000000a00000001")).isEqualTo(new Listener.Unclear());
        assertThatThrownBy(() -> read("1503")).isInstanceOf(EOFException.class);
    }

    private static Listener answer(int error, List<String> mechanisms) throws IOException {
        SaslHandshakeResponseData answer =
                new SaslHandshakeResponseData().setErrorCode((short) error).setMechanisms(mechanisms);
        byte[] body = MessageUtil.toByteBuffer(answer, (short) 1).array();
        int correlation = RequestHeader.parse(
                        ByteBuffer.wrap(LoginQuestion.bytes("PLAIN")).position(4))
                .correlationId();
        ByteBuffer whole = ByteBuffer.allocate(8 + body.length);
        whole.putInt(4 + body.length).putInt(correlation).put(body);
        return LoginQuestion.answer(new ByteArrayInputStream(whole.array()), false);
    }

    private static Listener read(String hex) throws IOException {
        return LoginQuestion.answer(new ByteArrayInputStream(HexFormat.of().parseHex(hex)), false);
    }
}
