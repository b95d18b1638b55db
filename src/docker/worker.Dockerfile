# A Connect worker with the plugin, configured by three variables, or by a file of your own mounted at /etc/kafka-connect/worker.properties.
#   docker build -t kafka-connect-huggingface-worker -f src/docker/worker.Dockerfile .
#   docker run -p 8083:8083 -e BOOTSTRAP_SERVERS=broker:9092 -e GROUP_ID=hfconnect -e HF_TOKEN=hf_... kafka-connect-huggingface-worker
ARG KAFKA_IMAGE=apache/kafka:4.3.1
FROM ${KAFKA_IMAGE}
LABEL org.opencontainers.image.title="kafka-connect-huggingface-worker" \
      org.opencontainers.image.description="Kafka Connect worker with Hugging Face inference" \
      org.opencontainers.image.source="https://github.com/hfconnect/kafka-connect-huggingface" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY target/plugin/kafka-connect-huggingface /opt/kafka/plugins/kafka-connect-huggingface
COPY src/docker/worker.properties /etc/kafka-connect/worker.properties
EXPOSE 8083
CMD ["/opt/kafka/bin/connect-distributed.sh", "/etc/kafka-connect/worker.properties"]
