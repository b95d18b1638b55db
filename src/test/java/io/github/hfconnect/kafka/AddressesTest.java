package io.github.hfconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @Test
    void readsWhatKafkaReads() {
        assertThat(Addresses.parse("a:9092, b.example.com:9093,[::1]:9094,PLAINTEXT://c:9095,127.0.0.1:9096"))
                .containsExactly(
                        InetSocketAddress.createUnresolved("a", 9092),
                        InetSocketAddress.createUnresolved("b.example.com", 9093),
                        InetSocketAddress.createUnresolved("::1", 9094),
                        InetSocketAddress.createUnresolved("c", 9095),
                        InetSocketAddress.createUnresolved("127.0.0.1", 9096));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "a:", ":9092", "a:99999", "a:0", "a:kafka", "a b:9092", "a:9092/x", "a:9092;b:9092"
            })
    void quotesWhatIsNoAddress(String wrong) {
        assertThatThrownBy(() -> Addresses.parse("good:9092," + wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + wrong + "' is no host:port");
    }

    @Test
    void listOfNothingIsRefused() {
        assertThatThrownBy(() -> Addresses.parse(" , ")).hasMessageContaining("host:port");
    }
}
