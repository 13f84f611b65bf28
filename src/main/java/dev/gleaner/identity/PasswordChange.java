package dev.gleaner.identity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * How people change their own password.
 *
 * @param currentPassword proves that it is they who ask, and not whoever found their sign-in open
 * @param newPassword what holds from now on
 */
@RegisterForReflection
record PasswordChange(
        @NotEmpty @Size(max = 200) String currentPassword,
        @NotNull @Size(min = 8, max = 72) String newPassword) {

    /** Without the passwords, lest they are logged. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
