namespace Sferum.Push;

/// <summary>Notifications, as they are for this session.</summary>
/// <param name="Enabled">Whether this deployment sends any.</param>
/// <param name="PublicKey">What the browser subscribes with: the server's key, an uncompressed point of P-256 in base64url.</param>
/// <param name="Subscribed">Whether the session's browser wants them.</param>
/// <param name="Quiet">One's own quiet hours; null: none.</param>
/// <param name="School">Those of the school, in its zone; null: none.</param>
public sealed record PushStatus(bool Enabled, string PublicKey, bool Subscribed, QuietHoursDto? Quiet, QuietHoursDto? School);

/// <summary>When nobody is woken. What came meanwhile is told after it.</summary>
/// <param name="From">When it begins, in minutes since midnight.</param>
/// <param name="To">When it ends, perhaps on the next day.</param>
/// <param name="Zone">IANA zone; of a school's, the school's own, whatever is sent.</param>
public sealed record QuietHoursDto(int From, int To, string? Zone);

/// <summary>A browser that wants notifications: what <c>PushSubscription.toJSON()</c> says, in base64url.</summary>
/// <param name="Endpoint">Where its push service takes them.</param>
/// <param name="PublicKey">Its key <c>p256dh</c>.</param>
/// <param name="Secret">Its secret <c>auth</c>.</param>
public sealed record PushSubscribeRequest(string Endpoint, string PublicKey, string Secret);
