package io.github.hfconnect.demo.model.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Examples to learn from and examples to judge by, with the same share of toxic ones in both. */
record Split(List<Example> training, List<Example> heldOut) {

    static Split stratified(List<Example> examples, double heldOutShare, long seed) {
        Split split = new Split(new ArrayList<>(), new ArrayList<>());
        Random random = new Random(seed);
        for (boolean toxic : List.of(true, false)) {
            List<Example> group = new ArrayList<>(
                    examples.stream().filter(e -> e.toxic == toxic).toList());
            Collections.shuffle(group, random);
            int cut = (int) (group.size() * heldOutShare);
            split.heldOut.addAll(group.subList(0, cut));
            split.training.addAll(group.subList(cut, group.size()));
        }
        return split;
    }
}
