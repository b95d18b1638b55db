package io.github.hfconnect.kafka;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Kafka's {@code SaslHandshake} request, version 1, which a listener answers before any login: one with SASL by the mechanisms that it
 * offers, one without by the error 34 (ILLEGAL_SASL_STATE) and none. One with TLS takes it for no TLS and answers with an
 * alert, 0x15 0x03. See the message definitions of Kafka's protocol; all three answers seen from Kafka 4.3.1.
 */
final class LoginQuestion {

    private static final int API_KEY = 17;
    private static final int VERSION = 1;
    private static final int CORRELATION = 0x6866;
    private static final String CLIENT = "hfconnect-look";

    private static final int TLS_ALERT = 0x15;
    private static final int TLS_MAJOR_VERSION = 0x03;

    /** Enough for the names of some mechanisms; a larger length is none of such an answer. */
    private static final int LARGEST_ANSWER = 65_536;

    private LoginQuestion() {}

    /** The request as it is sent, asking for one mechanism. */
    static byte[] bytes(String mechanism) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeShort(API_KEY);
        out.writeShort(VERSION);
        out.writeInt(CORRELATION);
        out.writeUTF(CLIENT);
        out.writeUTF(mechanism);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        new DataOutputStream(request).writeInt(body.size());
        body.writeTo(request);
        return request.toByteArray();
    }

    /** What the answer tells; it ends early where the other side closes the connection. */
    static Listener answer(InputStream answer, boolean encrypted) throws IOException {
        DataInputStream in = new DataInputStream(answer);
        int length = in.readInt();
        if (length >>> 24 == TLS_ALERT && (length >>> 16 & 0xff) == TLS_MAJOR_VERSION) {
            return new Listener.Tls();
        }
        if (length < 0 || length > LARGEST_ANSWER || in.readInt() != CORRELATION) {
            return new Listener.Unclear();
        }
        in.readShort();
        return new Listener.Kafka(encrypted, mechanisms(in));
    }

    private static List<String> mechanisms(DataInputStream in) throws IOException {
        List<String> mechanisms = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            mechanisms.add(new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8));
        }
        return mechanisms;
    }
}
