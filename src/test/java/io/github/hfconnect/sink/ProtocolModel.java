package io.github.hfconnect.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a few records, two or three owners that all may believe it to be theirs at any time, and the broker. All
 * interleavings are tried: every step of every owner, crashes at every point, the broker's own aborts. Who is a member of the
 * group is left out, because nothing may depend on it.
 *
 * @param records offsets 0 to this number exclusive
 * @param owners tasks that write
 * @param rules as they are, or one of them broken
 */
record ProtocolModel(int records, int owners, Set<Broken> rules) {

    /** Rules that can be broken, to see that the search finds out. */
    enum Broken {
        /** A transactional id for each task instead of each partition. */
        ONE_ID_PER_TASK,
        /** The position from before the fencing is used, as a consumer has it. */
        NO_READ_AFTER_FENCING,
        /** Connect commits offsets, too, some time later. */
        CONNECT_COMMITS
    }

    /** Where an owner is. */
    enum Step {
        IDLE,
        /** Its consumer has a position. */
        OPENED,
        /** Its producer has the newest epoch. */
        FENCED_OTHERS,
        /** It knows where to start. */
        ACTIVE,
        RECORDS_SENT,
        OFFSETS_SENT,
        COMMITTING
    }

    /**
     * One task.
     *
     * @param newest whether its producer's epoch is still the newest of its id
     * @param next the first offset that it has not committed
     * @param until the end of its transaction
     * @param late an offset that Connect is about to commit for it, or -1
     */
    record Owner(Step step, boolean newest, int next, int until, int late) {

        static final Owner NEW = new Owner(Step.IDLE, false, 0, 0, -1);

        Owner at(Step newStep) {
            return new Owner(newStep, newest, next, until, late);
        }

        Owner crashed() {
            return new Owner(Step.IDLE, false, 0, 0, late);
        }

        boolean isFenced() {
            return !newest && step.compareTo(Step.FENCED_OTHERS) >= 0;
        }
    }

    /**
     * The transaction of one id at its coordinator.
     *
     * @param from its records, or -1 where there is no transaction
     * @param offset the offset that is sent with it, or -1
     * @param prepared whether it is decided that it commits, and not yet written everywhere
     */
    record Transaction(int from, int until, int offset, boolean prepared) {

        static final Transaction NONE = new Transaction(-1, -1, -1, false);

        boolean isOpen() {
            return from >= 0;
        }
    }

    /**
     * Everything.
     *
     * @param covered how often a reader of committed records sees each offset
     */
    record State(int committed, List<Integer> covered, List<Transaction> transactions, List<Owner> owners) {

        /** Whether each offset below the committed one is seen once, and no other is. */
        boolean holds() {
            for (int offset = 0; offset < covered.size(); offset++) {
                if (covered.get(offset) != (offset < committed ? 1 : 0)) {
                    return false;
                }
            }
            return true;
        }

        boolean isStable() {
            return transactions.stream().noneMatch(transaction -> transaction.offset() >= 0);
        }

        State with(int owner, Owner changed) {
            return new State(committed, covered, transactions, replaced(owners, owner, changed));
        }

        State with(int id, Transaction changed) {
            return new State(committed, covered, replaced(transactions, id, changed), owners);
        }

        private static <T> List<T> replaced(List<T> list, int index, T changed) {
            List<T> copy = new ArrayList<>(list);
            copy.set(index, changed);
            return List.copyOf(copy);
        }
    }

    /** What a search has found: each state that can be reached, with the one before it. */
    record Search(
            Map<State, Optional<State>> reached, @Nullable State violation) {

        /** The way to the violation, for people. */
        List<State> trace() {
            return wayTo(violation);
        }

        /** Ways that together lead through all states. */
        List<List<State>> ways() {
            Set<State> ends = new LinkedHashSet<>(reached.keySet());
            reached.values().forEach(before -> before.ifPresent(ends::remove));
            return ends.stream().map(this::wayTo).toList();
        }

        private List<State> wayTo(@Nullable State end) {
            Deque<State> way = new ArrayDeque<>();
            @Nullable State at = end;
            while (at != null) {
                way.addFirst(at);
                at = reached.getOrDefault(at, Optional.empty()).orElse(null);
            }
            return List.copyOf(way);
        }
    }

    State start() {
        int ids = rules.contains(Broken.ONE_ID_PER_TASK) ? owners : 1;
        return new State(
                0,
                Collections.nCopies(records, 0),
                Collections.nCopies(ids, Transaction.NONE),
                Collections.nCopies(owners, Owner.NEW));
    }

    /** Goes through all states until one does not hold. */
    Search search() {
        Map<State, Optional<State>> reached = new LinkedHashMap<>();
        Deque<State> open = new ArrayDeque<>(List.of(start()));
        reached.put(start(), Optional.empty());
        while (!open.isEmpty()) {
            State state = open.removeFirst();
            if (!state.holds()) {
                return new Search(reached, state);
            }
            for (State next : successors(state)) {
                if (reached.putIfAbsent(next, Optional.of(state)) == null) {
                    open.addLast(next);
                }
            }
        }
        return new Search(reached, null);
    }

    List<State> successors(State state) {
        List<State> next = new ArrayList<>();
        for (int id = 0; id < state.transactions().size(); id++) {
            broker(state, id, next);
        }
        for (int owner = 0; owner < owners; owner++) {
            owner(state, owner, next);
            late(state, owner, next);
        }
        return next;
    }

    private int id(int owner) {
        return rules.contains(Broken.ONE_ID_PER_TASK) ? owner : 0;
    }

    /** The coordinator ends what is decided, and aborts what has taken too long. */
    private void broker(State state, int id, List<State> next) {
        Transaction transaction = state.transactions().get(id);
        if (transaction.prepared()) {
            next.add(completed(state, id, transaction));
        } else if (transaction.isOpen()) {
            next.add(fenced(state.with(id, Transaction.NONE), owner -> id(owner) == id));
        }
    }

    private static State completed(State state, int id, Transaction transaction) {
        List<Integer> covered = new ArrayList<>(state.covered());
        for (int offset = transaction.from(); offset < transaction.until(); offset++) {
            // Twice is as wrong as thrice, and there are fewer states.
            covered.set(offset, Math.min(2, covered.get(offset) + 1));
        }
        return new State(transaction.offset(), List.copyOf(covered), state.transactions(), state.owners())
                .with(id, Transaction.NONE);
    }

    private State fenced(State state, Predicate<Integer> who) {
        State fenced = state;
        for (int i = 0; i < owners; i++) {
            Owner owner = state.owners().get(i);
            if (who.test(i)) {
                fenced = fenced.with(i, new Owner(owner.step(), false, owner.next(), owner.until(), owner.late()));
            }
        }
        return fenced;
    }

    private void owner(State state, int who, List<State> next) {
        Owner owner = state.owners().get(who);
        if (owner.step() != Step.IDLE) {
            // A crash, or a partition given up, at any moment.
            next.add(state.with(who, owner.crashed()));
        }
        switch (owner.step()) {
            case IDLE -> open(state, who, next);
            case OPENED -> fenceOthers(state, who, next);
            case FENCED_OTHERS -> readCommitted(state, who, next);
            case ACTIVE -> sendRecords(state, who, next);
            case RECORDS_SENT -> sendOffsets(state, who, next);
            case OFFSETS_SENT -> commit(state, who, next);
            case COMMITTING -> learn(state, who, next);
        }
    }

    private static void open(State state, int who, List<State> next) {
        if (state.isStable()) {
            Owner owner = state.owners().get(who);
            next.add(state.with(who, new Owner(Step.OPENED, false, state.committed(), 0, owner.late())));
        }
    }

    /** {@code initTransactions}: waits for what is decided, aborts what is not. */
    private void fenceOthers(State state, int who, List<State> next) {
        int id = id(who);
        if (!state.transactions().get(id).prepared()) {
            Owner owner = state.owners().get(who);
            State fenced = fenced(state.with(id, Transaction.NONE), other -> id(other) == id);
            next.add(fenced.with(who, new Owner(Step.FENCED_OTHERS, true, owner.next(), 0, owner.late())));
        }
    }

    private void readCommitted(State state, int who, List<State> next) {
        Owner owner = state.owners().get(who);
        if (rules.contains(Broken.NO_READ_AFTER_FENCING)) {
            next.add(state.with(who, owner.at(Step.ACTIVE)));
        } else if (state.isStable()) {
            next.add(state.with(who, new Owner(Step.ACTIVE, owner.newest(), state.committed(), 0, owner.late())));
        }
    }

    /** A few results at a time, the first of which is the next one; refused where the epoch is old. */
    private void sendRecords(State state, int who, List<State> next) {
        Owner owner = state.owners().get(who);
        if (owner.isFenced()) {
            return;
        }
        for (int until = owner.next() + 1; until <= records; until++) {
            Transaction begun = new Transaction(owner.next(), until, -1, false);
            Owner sent = new Owner(Step.RECORDS_SENT, true, owner.next(), until, owner.late());
            next.add(state.with(id(who), begun).with(who, sent));
        }
    }

    private void sendOffsets(State state, int who, List<State> next) {
        Owner owner = state.owners().get(who);
        if (!owner.isFenced()) {
            Transaction begun = state.transactions().get(id(who));
            Transaction complete = new Transaction(begun.from(), begun.until(), owner.until(), false);
            next.add(state.with(id(who), complete).with(who, owner.at(Step.OFFSETS_SENT)));
        }
    }

    private void commit(State state, int who, List<State> next) {
        Owner owner = state.owners().get(who);
        if (!owner.isFenced()) {
            Transaction begun = state.transactions().get(id(who));
            Transaction prepared = new Transaction(begun.from(), begun.until(), begun.offset(), true);
            next.add(state.with(id(who), prepared).with(who, owner.at(Step.COMMITTING)));
        }
    }

    /** The broker has written everything; an owner that does not live to learn it has crashed above. */
    private void learn(State state, int who, List<State> next) {
        Owner owner = state.owners().get(who);
        if (!state.transactions().get(id(who)).isOpen() && !owner.isFenced()) {
            int late = rules.contains(Broken.CONNECT_COMMITS) ? owner.until() : -1;
            next.add(state.with(who, new Owner(Step.ACTIVE, true, owner.until(), 0, late)));
        }
    }

    private static void late(State state, int who, List<State> next) {
        Owner owner = state.owners().get(who);
        if (owner.late() >= 0) {
            Owner done = new Owner(owner.step(), owner.newest(), owner.next(), owner.until(), -1);
            next.add(new State(owner.late(), state.covered(), state.transactions(), state.owners()).with(who, done));
        }
    }
}
