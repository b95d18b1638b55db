package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Outcome;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What is added at one place of a record: a field, or a level of the record with new fields inside. */
sealed interface OutputNode permits OutputLevel, OutputLeaf, Namesakes.Place {

    /**
     * The schema that the place has in an enriched record.
     *
     * @param source the place's schema in the source record, or null where there is none
     * @param name of a Struct that has to be made there, or null for none
     * @throws DataException where the source has something there that cannot take a field
     */
    Schema extend(@Nullable Schema source, @Nullable String name);

    /**
     * The value that the place has in an enriched record.
     *
     * @param target its schema there, or null without schemas
     * @param source its value in the source record, which stays as it is
     * @throws DataException where the source has something there that cannot take a field
     */
    @Nullable
    Object fill(@Nullable Schema target, @Nullable Object source, Outcome outcome);

    /** The same where the values are only read, so that parts of predictions need not be copied. */
    default OutputNode forReaders() {
        return this;
    }

    /** Whether an outcome has anything to write here. */
    boolean writes(Outcome outcome);
}
