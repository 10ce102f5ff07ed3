//! The snippets of the README's Chinese part.

use huaweicloud_swr::Client;

use super::super::support::{jobs, targets};
use super::{Outcome, denied, ended};
use crate::stand_in::{KEY, PASSWORD, PROJECT, TOKEN};

#[test]
#[expect(unused_variables, reason = "the snippet shows three ways, and goes the last one")]
fn makes_a_client() -> Outcome {
    let (token, password, ak, sk) = (TOKEN, PASSWORD, KEY.ak, KEY.sk);
    use huaweicloud_swr::{Client, Credentials};

    // 1. 已有的 Token（X-Auth-Token）
    let credentials = Credentials::token(token);
    // 2. 账号名、IAM 用户名、密码：首次调用时自动获取 Token，到期前自动更新
    let credentials = Credentials::password("账号名", "IAM 用户名", password);
    // 3. 访问密钥 AK/SK：对每个请求签名，SK 不会发送出去
    let credentials = Credentials::access_key(ak, sk);

    let client = Client::builder().region("cn-north-4").credentials(credentials).build()?;

    assert!(format!("{client:?}").contains("access_key"), "{client:?}");
    Ok(())
}

#[tokio::test]
async fn lists_jobs() -> Outcome {
    let (stand_in, client) = jobs(25).await;
    use huaweicloud_swr::models::JobStatus;

    // 只取一页
    let page = client.list_instance_jobs().status(JobStatus::Failed).offset(0).limit(20).send().await?;
    println!("共 {} 个任务", page.total);

    // 自动分页，逐个读取
    let mut jobs = client.list_instance_jobs().status(JobStatus::Failed).stream();
    while let Some(job) = jobs.try_next().await? {
        println!("{:?} 失败原因：{:?}", job.id, job.reason);
    }

    assert_eq!((page.total, jobs.total()), (4, Some(4)));
    assert_eq!(targets(&stand_in).len(), 2);
    Ok(())
}

async fn watch(client: &Client, job_id: &str) -> Outcome {
    match client.show_instance_job(job_id).wait().await {
        Ok(job) => println!("任务成功：{:?}", job.resource_name),
        Err(error) if error.is_failed() => println!("任务失败：{:?}", error.message()),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[tokio::test]
async fn watches_jobs() -> Outcome {
    let (stand_in, client, jobs) = ended().await;
    for job in &jobs {
        watch(&client, job).await?;
    }
    assert_eq!(targets(&stand_in), jobs.map(|job| format!("/v2/{PROJECT}/jobs/{job}")));
    assert!(watch(&client, "none").await.is_err());
    Ok(())
}

#[tokio::test]
async fn tells_of_errors() -> Outcome {
    let (stand_in, client) = denied().await;
    assert!(client.list_instance_jobs().send().await.is_err());
    if let Err(error) = client.list_instance_jobs().send().await {
        println!("状态码：{:?}", error.status());
        println!("错误码：{:?}，错误信息：{:?}", error.code(), error.message());
        println!("请求 ID：{:?}", error.request_id());
    }
    assert_eq!(targets(&stand_in).len(), 2);
    Ok(())
}
