/** Tests of records in and out, on real Structs and Maps. */
@NullMarked
package io.github.hfconnect.record;

import org.jspecify.annotations.NullMarked;
