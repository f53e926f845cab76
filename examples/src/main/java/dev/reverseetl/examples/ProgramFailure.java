package dev.reverseetl.examples;

/** A program, and not the library, can't go on: what is wrong, and what to do about it. */
final class ProgramFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    ProgramFailure(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    ProgramFailure(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
