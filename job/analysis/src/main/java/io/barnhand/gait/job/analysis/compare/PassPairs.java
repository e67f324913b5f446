package io.barnhand.gait.job.analysis.compare;

import io.barnhand.gait.job.analysis.results.RecordingId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The passes of two runs that are of the same horse at the same time of the same recording.
 *
 * <p>Gait lines do not say where in the picture a horse was: passes belong together when at least
 * half of their time is common and they do not go opposite ways. Where that leaves a choice, as
 * with two horses side by side, those of one track id go together; what is still open is not
 * paired.
 *
 * @param pairs by camera, recording and time
 * @param onlyA passes of A without one of B
 * @param onlyB passes of B without one of A
 * @param open passes of either that could belong to several of the other
 */
record PassPairs(
        List<Pair> pairs,
        List<MeasuredPass> onlyA,
        List<MeasuredPass> onlyB,
        List<MeasuredPass> open) {

    private static final double MIN_OVERLAP = 0.5;

    /**
     * @param a of the first run
     * @param b of the second run
     */
    record Pair(MeasuredPass a, MeasuredPass b) {

        boolean sameGait() {
            return a.gait().equals(b.gait());
        }
    }

    static PassPairs of(List<MeasuredPass> runA, List<MeasuredPass> runB) {
        Map<RecordingId, List<MeasuredPass>> ofA = byRecording(runA);
        Map<RecordingId, List<MeasuredPass>> ofB = byRecording(runB);
        TreeSet<RecordingId> either = new TreeSet<>(ofA.keySet());
        either.addAll(ofB.keySet());
        PassPairs all =
                new PassPairs(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (RecordingId recording : either) {
            new OneRecording(
                            ofA.getOrDefault(recording, List.of()),
                            ofB.getOrDefault(recording, List.of()))
                    .addTo(all);
        }
        return all;
    }

    private static Map<RecordingId, List<MeasuredPass>> byRecording(List<MeasuredPass> passes) {
        return passes.stream()
                .sorted(Comparator.comparingLong(MeasuredPass::startMs))
                .collect(
                        Collectors.groupingBy(
                                MeasuredPass::recording, TreeMap::new, Collectors.toList()));
    }

    /** Passes by their places in the two lists. */
    private static final class OneRecording {

        private record Candidate(int a, int b) {}

        private final List<MeasuredPass> ofA;
        private final List<MeasuredPass> ofB;
        private final List<Candidate> candidates = new ArrayList<>();
        private final BitSet takenA = new BitSet();
        private final BitSet takenB = new BitSet();

        OneRecording(List<MeasuredPass> ofA, List<MeasuredPass> ofB) {
            this.ofA = ofA;
            this.ofB = ofB;
        }

        void addTo(PassPairs all) {
            findCandidates();
            List<Candidate> sameTrack =
                    candidates.stream()
                            .filter(c -> ofA.get(c.a()).track().equals(ofB.get(c.b()).track()))
                            .toList();
            List<Candidate> taken = new ArrayList<>(withoutChoice(candidates));
            taken.addAll(withoutChoice(sameTrack));
            taken.stream()
                    .sorted(Comparator.comparingInt(Candidate::a))
                    .forEach(c -> all.pairs.add(new Pair(ofA.get(c.a()), ofB.get(c.b()))));
            List<Candidate> open = candidates.stream().filter(this::free).toList();
            BitSet openA = places(open.stream().mapToInt(Candidate::a));
            BitSet openB = places(open.stream().mapToInt(Candidate::b));
            sort(ofA, takenA, openA, all.onlyA, all.open);
            sort(ofB, takenB, openB, all.onlyB, all.open);
        }

        /** Both lists are by start; nothing that began a longest pass ago still lasts. */
        private void findCandidates() {
            long longest = ofB.stream().mapToLong(p -> p.endMs() - p.startMs()).max().orElse(0);
            int first = 0;
            for (int a = 0; a < ofA.size(); a++) {
                MeasuredPass pass = ofA.get(a);
                while (first < ofB.size() && ofB.get(first).startMs() + longest < pass.startMs()) {
                    first++;
                }
                for (int b = first; b < ofB.size() && ofB.get(b).startMs() <= pass.endMs(); b++) {
                    if (pass.overlap(ofB.get(b)) >= MIN_OVERLAP && !opposite(pass, ofB.get(b))) {
                        candidates.add(new Candidate(a, b));
                    }
                }
            }
        }

        private static boolean opposite(MeasuredPass a, MeasuredPass b) {
            return a.direction() != null
                    && b.direction() != null
                    && !a.direction().equals(b.direction());
        }

        /** Takes those of which neither side has another that is free. */
        private List<Candidate> withoutChoice(List<Candidate> of) {
            List<Candidate> free = of.stream().filter(this::free).toList();
            int[] choicesA = new int[ofA.size()];
            int[] choicesB = new int[ofB.size()];
            for (Candidate candidate : free) {
                choicesA[candidate.a()]++;
                choicesB[candidate.b()]++;
            }
            List<Candidate> sure =
                    free.stream()
                            .filter(c -> choicesA[c.a()] == 1 && choicesB[c.b()] == 1)
                            .toList();
            for (Candidate candidate : sure) {
                takenA.set(candidate.a());
                takenB.set(candidate.b());
            }
            return sure;
        }

        private boolean free(Candidate candidate) {
            return !takenA.get(candidate.a()) && !takenB.get(candidate.b());
        }

        private static BitSet places(IntStream of) {
            BitSet places = new BitSet();
            of.forEach(places::set);
            return places;
        }

        private static void sort(
                List<MeasuredPass> passes,
                BitSet taken,
                BitSet undecided,
                List<MeasuredPass> alone,
                List<MeasuredPass> open) {
            for (int i = 0; i < passes.size(); i++) {
                if (undecided.get(i)) {
                    open.add(passes.get(i));
                } else if (!taken.get(i)) {
                    alone.add(passes.get(i));
                }
            }
        }
    }
}
