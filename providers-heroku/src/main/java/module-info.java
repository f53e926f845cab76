/** Heroku Postgres as a Reverse ETL source. */
module dev.reverseetl.provider.heroku {
    requires transitive dev.reverseetl.core;
    requires transitive static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires java.net.http;

    exports dev.reverseetl.provider.heroku;

    provides dev.reverseetl.spi.PostgresProvider with
            dev.reverseetl.provider.heroku.HerokuProvider;
}
