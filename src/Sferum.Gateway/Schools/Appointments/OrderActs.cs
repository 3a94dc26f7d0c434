using Microsoft.AspNetCore.Http;
using Sferum.Http;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>What acts that come with an order's form have in common.</summary>
internal static class OrderActs
{
    /// <summary>Reads the form with its file, then acts.</summary>
    public static async Task<IResult> ByOrder(
        this HttpContext context, OrderForms forms, ActTeller teller, Func<Caller, OrderForm, OrderFile, ValueTask<Outcome<Enacted<Appointed>>>> act)
    {
        var form = await forms.Read(context);
        return form.IsRefused(out var refusal) || form.Value.File.IsRefused(out refusal)
            ? context.Refuse(refusal)
            : await context.Act(teller, caller => act(caller, form.Value, form.Value.File.Value), Dto);
    }

    public static AppointedDto Dto(Appointed appointed) => new(appointed.Person?.Value);
}
