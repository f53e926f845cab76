package dev.reverseetl.setup;

import java.nio.ByteBuffer;
import javax.transaction.xa.Xid;

/** The id of a distributed transaction. */
record TestXid(int number) implements Xid {
    @Override
    public int getFormatId() {
        return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
