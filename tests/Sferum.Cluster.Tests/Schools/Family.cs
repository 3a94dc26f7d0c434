using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A class with a guardians' chat, and a child in it.</summary>
internal sealed class Family : IAsyncDisposable
{
    public required JoiningDistrict Joining { get; init; }

    public required ChatId Chat { get; init; }

    public required PersonId Child { get; init; }

    public static async Task<Family> Start()
    {
        var joining = await JoiningDistrict.Start();
        var town = joining.District.Town;
        var child = await town.Person(joining.School);
        await town.Enroll(joining.School, joining.Class, [child]);
        return new Family { Joining = joining, Child = child, Chat = await GuardiansChat(joining, joining.Class) };
    }

    /// <summary>Another class of the same teacher, with its guardians' chat and a child.</summary>
    public async Task<(ClassId Class, ChatId Chat, PersonId Child)> OtherClass()
    {
        var town = Joining.District.Town;
        var child = await town.Person(Joining.School);
        var (@class, _) = await town.Class(Joining.School, Joining.TeacherId, [child], "8А");
        return (@class, await GuardiansChat(Joining, @class), child);
    }

    /// <summary>Somebody uses a link that the class teacher made.</summary>
    public async Task<JoinRequestDto> Asks(SferumClient client, ChatId chat, PersonId child)
    {
        var link = (await Joining.Teacher.InviteGuardianAsync(new NewGuardianLinkDto(chat.Value, child.Value))).Must();
        return (await client.UseInvitationAsync(new UseInvitationDto(link.Secret, "Снегова", "Анна"))).Must();
    }

    /// <summary>A guardian whom the class teacher has confirmed, acting in the school.</summary>
    public async Task<SferumClient> Confirmed(ChatId chat, PersonId child, int gateway = 0)
    {
        var client = await Joining.Newcomer(gateway);
        var request = await Asks(client, chat, child);
        (await Joining.Teacher.DecideGuardianAsync(request.Id, new DecideGuardianDto(true))).Must();
        (await client.RefreshAsync(Joining.School.Value)).Must();
        return client;
    }

    public ValueTask DisposeAsync() => Joining.DisposeAsync();

    private static async Task<ChatId> GuardiansChat(JoiningDistrict joining, ClassId @class)
    {
        var chat = ChatId.New();
        await joining.District.Town.Run(
            "INSERT INTO chat (id, school_id, kind, title, class_id, created_at) VALUES (@chat, @School, @kind, 'Родители', @class, 1)",
            new { chat, joining.School, kind = ChatKind.Guardians.Code(), @class });
        await joining.District.FollowRoster(chat);
        return chat;
    }
}
