package dev.reverseetl.provider.rds.standin;

/** An error as AWS answers it. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String words;

    ApiError(int status, String code, String words) {
        super(words);
        this.status = status;
        this.code = code;
        this.words = words;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String words() {
        return words;
    }
}
