namespace Sferum.People;

/// <summary>
/// Every column that names a person or a phone: in which part of an export it is found, or why in none; and what an erasure does with it. A test reads the
/// schema and fails for a column that is not here, so nobody adds one without deciding both.
/// </summary>
internal static class PersonalColumns
{
    private const string SchoolsRecord = "What somebody did in office is the school's record and no data about them.";
    private const string IdsOnly = "Stays: an id without a name.";

    public static readonly IReadOnlyDictionary<string, PersonalColumn> All = new Dictionary<string, PersonalColumn>(StringComparer.Ordinal)
    {
        ["person.phone_hash"] = new(null, "Only finds what phone_sealed holds.", "Removed."),
        ["person.phone_sealed"] = new("profile", null, "Removed."),
        ["affiliation.person_id"] = new("affiliations", null, "Ended."),
        ["enrollment.person_id"] = new("enrollments", null, "Ended."),
        ["guardianship.guardian_id"] = new("children", null, "Ended."),
        ["guardianship.student_id"] = new("guardians", null, "Ended."),
        ["chat_member.person_id"] = new("chats", null, "Ended by the chats; " + IdsOnly),
        ["chat_log.author_id"] = new("messages", null, "Number and tombstone stay, texts and hashes of them go."),
        ["reaction.person_id"] = new("reactions", null, "Removed."),
        ["mention.person_id"] = new(null, "What others wrote.", IdsOnly),
        ["forwarded.author_id"] = new(null, "What others passed on.", IdsOnly),
        ["poll_vote.person_id"] = new("votes", null, "Removed."),
        ["scheduled_message.author_id"] = new("scheduled", null, "Removed."),
        ["read_mark.person_id"] = new("read_marks", null, "Removed."),
        ["session.person_id"] = new("sessions", null, "Ended, its device forgotten, its tokens removed."),
        ["sign_in_attempt.phone_hash"] = new("sign_in_attempts", null, "Removed."),
        ["sign_in_attempt.phone_sealed"] = new(null, "The same phone as the profile's.", "Removed."),
        ["claim.person_id"] = new("claims", null, "Removed."),
        ["audit.person_id"] = new("record", null, "The key is destroyed: nobody can read the content, and the chain stays whole."),
        ["audit.actor_id"] = new(null, SchoolsRecord, IdsOnly),
        ["person_key.person_id"] = new(null, "A secret of the record.", "Destroyed."),
        ["local_act.created_by"] = new(null, SchoolsRecord, IdsOnly),
        ["local_act.activated_by"] = new(null, SchoolsRecord, IdsOnly),
        ["regulation_acceptance.person_id"] = new("acceptances", null, IdsOnly),
        ["consent.student_id"] = new("consents", null, "Stays as the proof of consent; where the paper lies is forgotten."),
        ["consent.given_by"] = new("consents_given", null, "Stays as the proof of consent."),
        ["consent.recorded_by"] = new(null, SchoolsRecord, IdsOnly),
        ["consent.withdrawn_by"] = new(null, SchoolsRecord, IdsOnly),
        ["invitation.student_id"] = new("links_naming", null, IdsOnly),
        ["invitation.created_by"] = new(null, SchoolsRecord, IdsOnly),
        ["invitation_use.person_id"] = new("links_used", null, IdsOnly),
        ["invitation_hand_out.by_id"] = new(null, SchoolsRecord, IdsOnly),
        ["invitation_hand_out.to_id"] = new(null, SchoolsRecord, IdsOnly),
        ["join_request.person_id"] = new("join_requests", null, "Withdrawn; names and reasons go."),
        ["join_request.student_id"] = new("join_requests_naming", null, IdsOnly),
        ["join_request.decided_by"] = new(null, SchoolsRecord, IdsOnly),
        ["school_application.taken_in_by"] = new(null, SchoolsRecord, IdsOnly),
        ["school_application_step.actor_id"] = new(null, SchoolsRecord, IdsOnly),
        ["school_order.issuer_id"] = new(null, SchoolsRecord, IdsOnly),
        ["school_order.decided_by"] = new(null, SchoolsRecord, IdsOnly),
        ["school_order.named_person_id"] = new("orders", null, "Stays: an order is a document that the school has to keep."),
        ["second_factor.person_id"] = new("second_factor", null, "Removed."),
        ["recovery_code.person_id"] = new(null, "Hashes of secrets.", "Removed."),
        ["second_factor_try.person_id"] = new("second_factor_tries", null, "Removed."),
        ["second_factor_ticket.person_id"] = new("second_factor_tickets", null, "Removed."),
        ["known_device.person_id"] = new("known_devices", null, "Removed."),
        ["movement.person_id"] = new("movements", null, "Planned ones are cancelled; " + IdsOnly),
        ["movement.instead_of"] = new(null, SchoolsRecord, IdsOnly),
        ["movement.created_by"] = new(null, SchoolsRecord, IdsOnly),
        ["chat.first_id"] = new("chats", null, IdsOnly),
        ["chat.second_id"] = new("chats", null, IdsOnly),
        ["chat_rule.person_id"] = new("chat_rules", null, "Removed."),
        ["chat_choice.person_id"] = new("chat_choices", null, "Removed."),
        ["chat_place.person_id"] = new("chat_places", null, "Removed."),
        ["report.reporter_id"] = new("reports", null, "The reason goes; " + IdsOnly),
        ["report.answered_by"] = new(null, SchoolsRecord, IdsOnly),
        ["evidence_request.requested_by"] = new(null, SchoolsRecord, IdsOnly),
        ["evidence_request.approved_by"] = new(null, SchoolsRecord, IdsOnly),
        ["erasure.person_id"] = new(null, "There is nothing of whom it names.", "Stays: it proves the erasure."),
        ["erasure.asked_by"] = new(null, SchoolsRecord, IdsOnly),
    };
}

/// <summary>What becomes of a column.</summary>
/// <param name="Section">The part of an export.</param>
/// <param name="WhyNot">Why it is in none.</param>
/// <param name="Erased">What an erasure does with it.</param>
internal sealed record PersonalColumn(string? Section, string? WhyNot, string Erased);
