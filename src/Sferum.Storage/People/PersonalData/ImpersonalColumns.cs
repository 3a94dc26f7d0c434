namespace Sferum.People;

/// <summary>
/// Columns of words, bytes and ids that hold nothing of a person, table by table. A test reads the schema: whoever adds a column decides whether it belongs
/// here or into <see cref="PersonalColumns"/>. Primary keys called <c>id</c> and references to other tables need no decision.
/// </summary>
internal static class ImpersonalColumns
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["affiliation"] = "role",
        ["audit"] = "school_id act subject_kind hash",
        ["audit_chain"] = "school_id hash",
        ["chat"] = "kind writers mention_all template",
        ["chat_choice"] = "level",
        ["chat_log"] = "chat_id request_id",
        ["chat_member"] = "role",
        ["chat_place"] = "role",
        ["claim"] = "kind",
        ["district_order"] = "kind number date",
        ["enrollment"] = "role",
        ["evidence"] = "chat_id",
        ["evidence_request"] = "requested_as approved_as",
        ["file"] = "request_id status kind type refusal refusal_limit posted_chat",
        ["forwarded"] = "chat_id role",
        ["invitation"] = "kind role secret_hash secret_sealed",
        ["invitation_hand_out"] = "means",
        ["join_request"] = "kind role status",
        ["key_check"] = "fingerprint",
        ["local_act"] = "kind title text file",
        ["maintenance_notice"] = "text_ru text_en",
        ["mention"] = "chat_id grp",
        ["message"] = "chat_id",
        ["message_file"] = "chat_id kind",
        ["message_rev"] = "chat_id",
        ["movement"] = "kind status order_number ordered_on effective_on until_on code_hash failure",
        ["order_file"] = "type",
        ["outbox"] = "kind school_id",
        ["pin"] = "chat_id",
        ["poll"] = "chat_id",
        ["push_subscription"] = "public_key secret",
        ["quiet_hours"] = "zone",
        ["reaction"] = "chat_id",
        ["read_mark"] = "chat_id",
        ["report"] = "answer",
        ["rollover_row"] = "did row_id",
        ["school"] = "sourced_id name identifier time_zone address email site inn ogrn",
        ["school_application"] = "secret_hash status name time_zone address email inn ogrn contact_email locale order_number order_date",
        ["school_application_step"] = "status",
        ["school_class"] = "sourced_id title grade",
        ["school_order"] = "kind status number date",
        ["school_year"] = "start_date end_date",
        ["schema_migration"] = "name step checksum",
        ["scheduled_message"] = "failure",
        ["second_factor_ticket"] = "attempt_id",
        ["section"] = "sourced_id title subject grade group_title",
        ["session"] = "end_reason",
        ["subject"] = "title",
        ["video_session"] = "title",
    };

    /// <summary>The same as <c>table.column</c>.</summary>
    public static IEnumerable<string> Names => All.SelectMany(static t => t.Value.Split(' ').Select(c => $"{t.Key}.{c}"));
}
