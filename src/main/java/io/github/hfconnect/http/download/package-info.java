/**
 * Content behind URLs that a record or a server has chosen: fetched without token and header, and never from where it must not be.
 */
@NullMarked
package io.github.hfconnect.http.download;

import org.jspecify.annotations.NullMarked;
