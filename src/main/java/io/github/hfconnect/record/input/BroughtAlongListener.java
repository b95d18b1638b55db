package io.github.hfconnect.record.input;

/** Hears what becomes of predictions that records bring along. Called by the thread that reads records. */
public interface BroughtAlongListener {

    /** Nobody listens. */
    BroughtAlongListener NONE = new BroughtAlongListener() {
        @Override
        public void carried() {}

        @Override
        public void ofAnotherModel(String model) {}
    };

    /** One will do. */
    void carried();

    /** One is of another model, or another commit of it, so that its record is asked about again. */
    void ofAnotherModel(String model);
}
