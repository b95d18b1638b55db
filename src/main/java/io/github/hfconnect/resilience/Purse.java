package io.github.hfconnect.resilience;

/**
 * What may be spent of one thing until the purse is filled anew. What a call takes is known only when it has ended; so calls under
 * way are each taken for as dear as the dearest so far. Not thread-safe.
 */
final class Purse {

    private static final double UNKNOWN = -1;

    private final double most;
    private double spent;
    private double dearest = UNKNOWN;

    /**
     * A full purse.
     *
     * @param most that may be spent; infinite for any amount
     */
    Purse(double most) {
        this.most = most;
    }

    boolean isLimited() {
        return most != Double.POSITIVE_INFINITY;
    }

    boolean isSpent() {
        return spent >= most;
    }

    /** Whether so many calls that are under way may have spent the rest. */
    boolean mayBeSpentBy(int calls) {
        return isLimited() && calls > 0 && (dearest == UNKNOWN || spent + calls * dearest >= most);
    }

    void spend(double amount) {
        spent += amount;
        dearest = Math.max(dearest, amount);
    }

    /** Takes back what was not spent after all. */
    void giveBack(double amount) {
        spent = Math.max(0, spent - amount);
    }

    /** Fills it, less what is spent already. */
    void fill(double alreadySpent) {
        spent = alreadySpent;
    }

    double spent() {
        return spent;
    }

    /** NaN where any amount may be spent. */
    double left() {
        return isLimited() ? Math.max(0, most - spent) : Double.NaN;
    }
}
