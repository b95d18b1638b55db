package io.github.hfconnect.http.transport;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import okhttp3.Response;

/** A body is not in the coding that its header names: gateways unpack bodies and leave the header (agentgateway#621). */
final class WrongEncodingException extends IOException {

    private static final long serialVersionUID = 1L;

    /** How okio's GzipSource says so of the begin and the end of a body. */
    private static final Pattern NO_GZIP = Pattern.compile("(ID1ID2|CRC|ISIZE): actual");

    WrongEncodingException(Response response, IOException cause) {
        super(
                "The body of the answer is not what its header `Content-Encoding: " + coding(response)
                        + "` says: the server, or"
                        + " a gateway before it, has to pack the body or to leave the header out",
                cause);
    }

    /** Of what came over the network: OkHttp takes the header away from what it unpacks. */
    private static String coding(Response response) {
        Response network = response.networkResponse();
        return network == null ? "" : network.header("Content-Encoding", "");
    }

    /** Whether a body could be read, but not unpacked. */
    static boolean isMeantBy(IOException e) {
        return e.getCause() instanceof DataFormatException
                || (e.getMessage() != null && NO_GZIP.matcher(e.getMessage()).lookingAt());
    }
}
