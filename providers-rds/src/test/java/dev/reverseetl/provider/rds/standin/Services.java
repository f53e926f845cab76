package dev.reverseetl.provider.rds.standin;

/** Which API answers what, and what comes before any answer: signature and permission. */
final class Services {
    private final StandInAccount account;
    private final SignatureCheck signatures;
    private final RdsApi rds;
    private final SecurityGroupApi securityGroups;
    private final NetworkApi network;

    Services(StandInAccount account) {
        this.account = account;
        signatures = new SignatureCheck(account);
        rds = new RdsApi(account);
        securityGroups = new SecurityGroupApi(account);
        network = new NetworkApi(account);
    }

    Answer answer(SignedCall call) {
        try {
            signatures.check(call);
            checkPermission(call);
            return Answer.xml(200, (call.isEc2() ? ec2(call) : rds.answer(call)).toString());
        } catch (ApiError error) {
            return call.isEc2() ? Ec2Answers.error(error) : RdsAnswers.error(error);
        }
    }

    private Xml ec2(SignedCall call) {
        // One at a time: EC2 neither loses nor doubles rules.
        synchronized (account) {
            return call.action().contains("SecurityGroup") ? securityGroups.answer(call) : network.answer(call);
        }
    }

    private void checkPermission(SignedCall call) {
        if (!account.refuses(call.action())) {
            return;
        }
        String who = "User: arn:aws:iam::123456789012:user/setup is not authorized to perform: ";
        throw call.isEc2()
                ? new ApiError(
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation. " + who + "ec2:" + call.action()
                                + " because no identity-based policy allows the ec2:" + call.action()
                                + " action. Encoded authorization failure message: " + "Zm9v".repeat(100))
                : new ApiError(
                        403,
                        "AccessDenied",
                        who + "rds:" + call.action() + " because no identity-based policy allows the rds:"
                                + call.action() + " action");
    }
}
