package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** Our signatures are those of the SDK. */
class SignaturesProperties {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Provide
    static Arbitrary<AwsCredentials> credentials() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('A', 'z')
                .withChars("+/=")
                .excludeChars('\\', '[', ']', '^', '`')
                .ofMinLength(1)
                .ofMaxLength(40);
        return Combinators.combine(texts, texts, texts, Arbitraries.of(true, false))
                .as((id, key, token, session) ->
                        session ? AwsSessionCredentials.create(id, key, token) : AwsBasicCredentials.create(id, key));
    }

    @Property(tries = 200)
    void signsRequestsAsTheSdkDoes(
            @ForAll("credentials") AwsCredentials credentials,
            @ForAll @StringLength(max = 200) String body,
            @ForAll @IntRange(min = 1, max = 65_535) int port,
            @ForAll long seconds) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(Instant.ofEpochSecond(Math.floorMod(seconds, 4_000_000_000L)), ZoneOffset.UTC);
        URI endpoint = URI.create("https://ec2.eu-west-1.amazonaws.com:" + port + "/");
        SignRequest<AwsCredentials> request = SignRequest.builder(credentials)
                .request(SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint)
                        .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .build())
                .payload(() -> new ByteArrayInputStream(bytes))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                .build();

        HttpExecuteRequest ours =
                SignedForm.post(endpoint, bytes, new SigV4(credentials, clock.instant(), "eu-west-1", "ec2"));

        assertThat(ours.httpRequest().headers())
                .isEqualTo(AwsV4HttpSigner.create().sign(request).request().headers());
    }

    @Property(tries = 100)
    void makesTokensAsTheSdkDoes(
            @ForAll("credentials") AwsCredentials credentials,
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String host,
            @ForAll @IntRange(min = 1150, max = 65_535) int port,
            @ForAll @StringLength(min = 1, max = 20) String user) {
        String sdk = RdsUtilities.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .region(Region.EU_WEST_1)
                .build()
                .generateAuthenticationToken(r -> r.hostname(host).port(port).username(user));
        Instant time = Instant.from(TIMESTAMP.parse(parameters(sdk).get("X-Amz-Date")));

        String ours = new IamTokens(
                        StaticCredentialsProvider.create(credentials),
                        Region.EU_WEST_1,
                        Clock.fixed(time, ZoneOffset.UTC))
                .token(new Endpoint(host, port), user)
                .reveal(String::new);

        assertThat(parameters(ours)).isEqualTo(parameters(sdk));
        assertThat(ours).startsWith(host + ":" + port + "/?");
    }

    private static Map<String, String> parameters(String token) {
        return Arrays.stream(token.substring(token.indexOf('?') + 1).split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
