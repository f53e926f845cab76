package dev.reverseetl.examples;

import picocli.CommandLine.ExitCode;

/** What a program's exit status tells a script. */
final class ExitStatus {
    static final int OK = ExitCode.OK;
    static final int FAILED = ExitCode.SOFTWARE;
    static final int USAGE = ExitCode.USAGE;
    static final int NOT_PROVEN = 3;

    private ExitStatus() {}
}
