package io.github.hfconnect.server.openai;

import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A {@code multipart/form-data} body (RFC 7578) with one file. Its boundary is made of the file's content, so that it does not
 * occur in it and equal inputs are sent in equal requests.
 */
final class MultipartForm {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final String boundary;

    /** A form that the file of these bytes will be part of. */
    MultipartForm(byte[] file) {
        this.boundary = UUID.nameUUIDFromBytes(file).toString();
    }

    void add(String name, String value) {
        part("form-data; name=" + quoted(name), "", value.getBytes(StandardCharsets.UTF_8));
    }

    void addFile(String name, String fileName, String contentType, byte[] content) {
        String disposition = "form-data; name=" + quoted(name) + "; filename=" + quoted(fileName);
        part(disposition, "Content-Type: " + contentType + "\r\n", content);
    }

    private void part(String disposition, String header, byte[] content) {
        write("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n" + header + "\r\n");
        body.writeBytes(content);
        write("\r\n");
    }

    /** As browsers escape it, which RFC 7578 leaves open. */
    private static String quoted(String name) {
        return '"' + name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A") + '"';
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The request that posts the form. */
    ApiRequest post(String path) {
        write("--" + boundary + "--\r\n");
        return new ApiRequest(
                "POST", path, Headers.EMPTY, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }
}
