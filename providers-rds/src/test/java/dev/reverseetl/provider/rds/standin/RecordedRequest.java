package dev.reverseetl.provider.rds.standin;

import java.util.Map;
import java.util.Optional;

/**
 * A request that arrived.
 *
 * @param action such as {@code DescribeSubnets}; empty if the request had none
 * @param parameters all parameters of the form, the action included
 * @param signedService the service that the signature is for, such as {@code ec2}; empty without a signature
 * @param signedRegion the region that the signature is for; empty without a signature
 */
public record RecordedRequest(
        String action, Map<String, String> parameters, String signedService, String signedRegion) {

    static RecordedRequest of(SignedCall call) {
        Optional<CredentialScope> scope = call.scope();
        return new RecordedRequest(
                call.parameters().value("Action"),
                call.parameters().all(),
                scope.map(CredentialScope::service).orElse(""),
                scope.map(CredentialScope::region).orElse(""));
    }

    /**
     * Returns a parameter.
     *
     * @param name such as {@code GroupId}
     * @return its value, or empty
     */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
