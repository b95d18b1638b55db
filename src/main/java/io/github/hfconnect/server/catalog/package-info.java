/**
 * Every known kind of server by name, and which one a configuration means: also the providers behind the Hugging Face router.
 */
@NullMarked
package io.github.hfconnect.server.catalog;

import org.jspecify.annotations.NullMarked;
