package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReasonTest {
    @ParameterizedTest
    @CsvSource({
        "RequestLimitExceeded, 503, THROTTLED",
        "Client.RequestLimitExceeded, 503, THROTTLED",
        "Throttling, 400, THROTTLED",
        "'', 429, THROTTLED",
        "UnauthorizedOperation, 403, NOT_AUTHORIZED",
        "AccessDenied, 403, NOT_AUTHORIZED",
        "AuthFailure, 401, CREDENTIALS",
        "ExpiredToken, 403, CREDENTIALS",
        "RequestExpired, 400, CREDENTIALS",
        "InvalidPermission.Duplicate, 400, DUPLICATE",
        "InvalidPermission.NotFound, 400, NOT_FOUND",
        "InvalidGroup.NotFound, 400, NOT_FOUND",
        "InvalidSecurityGroupRuleId.NotFound, 400, NOT_FOUND",
        "DBInstanceNotFound, 404, NOT_FOUND",
        "DBClusterNotFoundFault, 404, NOT_FOUND",
        "DBParameterGroupNotFound, 404, NOT_FOUND",
        "RulesPerSecurityGroupLimitExceeded, 400, LIMIT_EXCEEDED",
        "InternalError, 500, SERVER",
        "Unavailable, 503, SERVER",
        "'', 502, SERVER",
        "InvalidParameterValue, 400, OTHER",
        "DryRunOperation, 412, OTHER",
    })
    void tellsWhatACodeMeans(String code, int status, FailureReason reason) {
        assertThat(FailureReason.of(code, status)).isEqualTo(reason);
    }
}
