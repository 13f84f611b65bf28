package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Who the token speaks for. */
@RegisterForReflection
record MeView(String email, String tenant, List<Role> roles) {}
