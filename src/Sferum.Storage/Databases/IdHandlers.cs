using System.Data;
using Dapper;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Files;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Storage;

/// <summary>
/// Teaches Dapper the ids. SQLite keeps a Guid as text in the driver's form (upper case), so always bind Guids, never their ToString().
/// </summary>
internal static class IdHandlers
{
    public static void Register()
    {
        SqlMapper.AddTypeHandler(new Handler<Guid>(static v => v, static v => v));
        SqlMapper.AddTypeHandler(new Handler<ChatId>(static v => new ChatId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<PersonId>(static v => new PersonId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<SchoolId>(static v => new SchoolId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<ClassId>(static v => new ClassId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<SectionId>(static v => new SectionId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<InvitationId>(static v => new InvitationId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<JoinRequestId>(static v => new JoinRequestId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<FileId>(static v => new FileId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<VideoSessionId>(static v => new VideoSessionId(v), static v => v.Value));
        SqlMapper.AddTypeHandler(new Handler<SessionId>(static v => new SessionId(v), static v => v.Value));
    }

    private sealed class Handler<T>(Func<Guid, T> wrap, Func<T, Guid> unwrap) : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override T Parse(object value) => wrap(value as Guid? ?? Guid.Parse((string)value));

        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = DbType.Guid;
            parameter.Value = unwrap(value);
        }
    }
}
