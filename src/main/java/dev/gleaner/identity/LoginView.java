package dev.gleaner.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A token, and how many seconds it is good. */
@RegisterForReflection
record LoginView(String accessToken, String tokenType, long expiresIn) {
    /** Without the token, lest it is logged. */
    @Override
    public String toString() {
        return "LoginView[" + tokenType + ", " + expiresIn + "]";
    }
}
