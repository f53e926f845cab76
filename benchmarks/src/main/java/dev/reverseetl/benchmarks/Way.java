package dev.reverseetl.benchmarks;

/** One way to do something with models, on a connection that it opens for itself. */
interface Way {
    void go() throws Exception;
}
