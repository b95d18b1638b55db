/** What servers, gateways and firewalls answer, and what is made of it: {@code src/test/resources/judgements}, a row a situation. */
@NullMarked
package io.github.hfconnect.judgement;

import org.jspecify.annotations.NullMarked;
