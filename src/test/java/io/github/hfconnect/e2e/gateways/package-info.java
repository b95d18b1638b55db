/** The sink behind what stands before models: a firewall and a gateway of others, as they are installed. */
@NullMarked
package io.github.hfconnect.e2e.gateways;

import org.jspecify.annotations.NullMarked;
