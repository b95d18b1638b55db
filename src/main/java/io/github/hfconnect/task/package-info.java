/**
 * What a model is asked to do, one class a task: the shape of its predictions, its inputs, and how it reads an answer of any
 * server. The tasks of texts and tables are here.
 */
@NullMarked
package io.github.hfconnect.task;

import org.jspecify.annotations.NullMarked;
