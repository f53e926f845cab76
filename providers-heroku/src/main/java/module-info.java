/** Heroku Postgres as a Reverse ETL source. */
module dev.reverseetl.provider.heroku {
    requires transitive dev.reverseetl.core;
    requires transitive static org.jspecify;
    requires java.net.http;
}
