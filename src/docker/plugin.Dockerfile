# The plugin and nothing else, not even a shell: for Kubernetes to mount into workers (Strimzi: plugins[].artifacts[].type: image).
#   docker build -t kafka-connect-huggingface -f src/docker/plugin.Dockerfile target/plugin
FROM scratch
LABEL org.opencontainers.image.title="kafka-connect-huggingface" \
      org.opencontainers.image.description="Kafka Connect plugin: Hugging Face inference on records" \
      org.opencontainers.image.source="https://github.com/hfconnect/kafka-connect-huggingface" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY kafka-connect-huggingface /kafka-connect-huggingface
