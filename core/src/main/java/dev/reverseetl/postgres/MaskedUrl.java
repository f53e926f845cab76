package dev.reverseetl.postgres;

import java.util.BitSet;
import java.util.Optional;

/**
 * A connection URL as an error may show it. What is hidden is found by position, and rather too much than too little: a
 * password that should have been percent-encoded may reach over any of the URL's borders.
 */
final class MaskedUrl {
    private static final String MASK = "****";

    private final String url;
    private final BitSet hidden;

    private MaskedUrl(String url) {
        this.url = url;
        this.hidden = new BitSet(url.length());
    }

    static String of(String url) {
        MaskedUrl masked = new MaskedUrl(url);
        masked.hideLogin();
        masked.hideParameters();
        return masked.shown();
    }

    /** From the first colon to the last at sign, wherever that is. */
    private void hideLogin() {
        int colon = url.indexOf(':', url.indexOf("//") + 2);
        int at = url.lastIndexOf('@');
        if (colon >= 0 && colon < at) {
            hidden.set(colon + 1, at);
        }
    }

    private void hideParameters() {
        boolean afterPassword = false;
        int query = url.indexOf('?');
        for (int start = query + 1; query >= 0 && start < url.length(); ) {
            int ampersand = url.indexOf('&', start);
            int end = ampersand < 0 ? url.length() : ampersand;
            int equals = url.substring(start, end).indexOf('=');
            Optional<ConnectionParameter> known =
                    equals < 0 ? Optional.empty() : ConnectionParameter.inUrl(url.substring(start, start + equals));
            if (known.isPresent()) {
                afterPassword = known.get() == ConnectionParameter.PASSWORD;
            }
            if (known.isEmpty() || afterPassword) {
                boolean nameToo = known.isEmpty() && (afterPassword || equals < 0);
                hidden.set(nameToo ? start : start + equals + 1, end);
            }
            start = end + 1;
        }
    }

    private String shown() {
        StringBuilder shown = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            if (!hidden.get(i)) {
                shown.append(url.charAt(i));
            } else if (i == 0 || !hidden.get(i - 1)) {
                shown.append(MASK);
            }
        }
        return shown.toString();
    }
}
